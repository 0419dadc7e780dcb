import { expect, test } from 'vitest';
import { sentence } from './sentence';

test.each([
  ['the backend broke off', 'The backend broke off.'],
  ['the store is full: try again later.', 'The store is full: try again later.'],
  ['Is it full?', 'Is it full?'],
  ["must be 'a.'", "Must be 'a.'"],
  ["'abc' is no model", "'abc' is no model."],
  ['max_tokens is too large', 'max_tokens is too large.'],
  ['topP is too large', 'topP is too large.'],
  ['écho broke off', 'Écho broke off.'],
  ['连接断了。', '连接断了。'],
  [' ', ''],
])('%j is said as %j', (message, said) => {
  expect(sentence(message)).toBe(said);
});
