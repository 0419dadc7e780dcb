import type { Block } from './splitBlocks';

// The question above an answer is a heading of the second level.
const ABOVE = 2;
const DEEPEST = 6;

/**
 * The level of each block's heading on the page, 0 for blocks that are none: one below the
 * question's for the first, and never more than one deeper than the heading before.
 */
export function outlineOf(blocks: readonly Block[]): readonly number[] {
  const above: number[] = [];
  return blocks.map(({ depth }) => {
    if (depth === 0) return 0;
    while ((above.at(-1) ?? 0) >= depth) above.pop();
    above.push(depth);
    return Math.min(ABOVE + above.length, DEEPEST);
  });
}
