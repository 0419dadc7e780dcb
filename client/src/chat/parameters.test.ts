import { expect, test } from 'vitest';
import { kindOf } from './parameters';

test('a temperature is slid, and tokens are counted', () => {
  expect(kindOf('temperature')).toMatchObject({ kind: 'range', max: 2 });
  expect(kindOf('max_tokens')).toEqual({ kind: 'number', min: 1 });
});

test.each(['user', 'constructor', 'toString'])('%s, which we know nothing of, is text', (name) => {
  expect(kindOf(name)).toEqual({ kind: 'text' });
});
