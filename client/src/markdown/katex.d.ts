import type { KatexOptions } from 'katex';

// Not in KaTeX's own types: its tree before it becomes elements. The version is pinned, and
// typeset.test.tsx holds what is read of it.
declare module 'katex' {
  export function __renderToDomTree(
    tex: string,
    options: KatexOptions,
  ): import('./typeset').MathNode;
}
