import { expect, test } from 'vitest';
import { BoundedLexer } from './BoundedLexer';

interface Formula {
  readonly tex: string;
  readonly display: boolean;
  readonly closed: boolean;
}

/** All formulas in a tree of tokens. */
function formulasIn(tree: unknown): readonly Formula[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const own = 'type' in tree && tree.type === 'maths' ? [tree as unknown as Formula] : [];
  return [...own, ...Object.values(tree).flatMap(formulasIn)];
}

const formulas = (text: string) =>
  formulasIn(new BoundedLexer().lex(text)).map(
    ({ tex, display, closed }) => `${display ? 'block' : 'span'}${closed ? '' : ' open'}: ${tex}`,
  );

test.each([
  ['let $x$ be', ['span: x']],
  ['$a+b$, $c$', ['span: a+b', 'span: c']],
  ['$x_1 * y_2$ and $z$', ['span: x_1 * y_2', 'span: z']],
  ['公式$E=mc^2$由此', ['span: E=mc^2']],
  ['\\(x + y\\)', ['span: x + y']],
  ['so $$x = 1$$ here', ['block: x = 1']],
  ['so \\[x = 1\\] here', ['block: x = 1']],
  ['$$\nx = 1\n+ y\n- z\n$$', ['block: x = 1\n+ y\n- z']],
  ['text:\n$$\nx\n$$\nmore', ['block: x']],
  ['\\[\nx\n\\]', ['block: x']],
  ['$$x = \\begin{a}\n- 1\n\\end{a}$$', ['block: x = \\begin{a}\n- 1\n\\end{a}']],
  ['- item\n  $$\n  x\n  $$', ['block: x']],
  ['$$\nx = 1\n', ['block open: x = 1']],
  ['$$\nx\n\nnot', ['block open: x']],
  ['**a $x$ b**', ['span: x']],
  ['| a |\n|---|\n| $x$ |', ['span: x']],
])('%j has the formulas %j', (text, expected) => {
  expect(formulas(text)).toEqual(expected);
});

test.each([
  'It costs $5 and $10.',
  'From $5-$10, or US$5 to A$7.',
  '从$5到$10元，或$5到$多',
  'Either $5, or 5$ in all',
  'The shell has $HOME and $PATH',
  '$ 5 $',
  '\\$5 and 6$',
  'a $$ b',
  '`$x$`',
  '```\n$x$\n```',
  '\\[citation needed\\]',
  '\\(see the other one\\)',
  '$$5 is cheap',
  '$$$',
  '$',
])('%j has none', (text) => {
  expect(formulas(text)).toEqual([]);
});
