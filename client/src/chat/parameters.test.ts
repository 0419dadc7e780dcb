import { expect, test } from 'vitest';
import { hints } from '../i18n/hints';
import { kindOf, kinds } from './parameters';

test('every parameter that we know has its hint', () => {
  expect(Object.keys(hints.en.parameters)).toEqual(Object.keys(kinds));
});

test('a temperature is slid, and tokens are counted', () => {
  expect(kindOf('temperature')).toMatchObject({ kind: 'range', max: 2 });
  expect(kindOf('max_tokens')).toEqual({ kind: 'number', min: 1 });
});

test.each(['user', 'constructor', 'toString'])('%s, which we know nothing of, is text', (name) => {
  expect(kindOf(name)).toEqual({ kind: 'text' });
});
