import { expect, test } from 'vitest';
import { isLine, partsOf } from './questionParts';

const text = (text: string) => ({ kind: 'text', text });
const code = (text: string) => ({ kind: 'code', text });

test.each<[string, string, ReturnType<typeof text>[]]>([
  ['words', 'Why?\n\n- *One*\n\n', [text('Why?\n\n- *One*\n\n')]],
  [
    'code between words, without its fences and the blank lines around',
    'Why?\n\n```js\n\n\tif (a)\n\n\t  b();\n```\n \nAnd `c`?',
    [text('Why?\n'), code('\n\tif (a)\n\n\t  b();\n'), text('And `c`?\n')],
  ],
  ['code alone', '```\na\n```', [code('a\n')]],
  ['code whose fence is not closed', 'a\n~~~\nb\n```\n', [text('a\n'), code('b\n```\n')]],
  ['code with a longer fence', '````\n```\na\n````\n```\nb\n```', [code('```\na\n'), code('b\n')]],
  ['empty code', '```\n```\nSo?', [code(''), text('So?\n')]],
  ['a fence within a line', 'What is ```a``` ?\nb ```', [text('What is ```a``` ?\nb ```')]],
])('of %s', (_, question, parts) => {
  expect(partsOf(question)).toEqual(parts);
});

test('a megabyte of fences is drawn as it is', () => {
  const question = '```\n~~~\n'.repeat(125_000);

  expect(partsOf(question)).toEqual([text(question)]);
});

test.each([
  ['Why?', true],
  [' Why? \n', true],
  ['Why?\nAnd how?', false],
  ['why '.repeat(20), true],
  ['why '.repeat(21), false],
  ['为什么'.repeat(13), true],
  ['为什么'.repeat(14), false],
])('%j is one line: %s', (question, one) => {
  expect(isLine(question)).toBe(one);
});
