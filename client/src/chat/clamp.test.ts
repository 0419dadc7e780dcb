import { expect, test } from 'vitest';
import { linesToShow } from './clamp';

test.each([
  ['all six lines', '#######', 6],
  ['five, when the sixth is blank', '##### #', 5],
  ['fewer, when more are', '# #    ', 3],
  ['one at least', '       ', 1],
])('a long prompt shows %s', (_, lines, shown) => {
  expect(linesToShow([...lines].map((line) => line === '#'))).toBe(shown);
});
