import { expect, test } from 'vitest';
import { linesToShow } from './clamp';

const LINE = 28;
const middles = (...lines: number[]) => lines.map((line) => (line - 0.5) * LINE);

test.each([
  ['all six lines', [1, 2, 3, 4, 5, 6, 7], 6],
  ['five, when the sixth is blank', [1, 2, 3, 4, 5, 7], 5],
  ['fewer, when more are', [1, 3, 9], 3],
  ['one at least', [8], 1],
])('a long prompt shows %s', (_, lines, shown) => {
  expect(linesToShow(middles(...lines), LINE)).toBe(shown);
});
