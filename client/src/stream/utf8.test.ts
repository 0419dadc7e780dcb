import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8Bytes } from './utf8';

test('the bytes of a text are as many as an encoder writes', () => {
  const halves = fc.constantFrom('a', 'é', '洪', '🌊', '\ud83c', '\udf0a');
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: halves })), (text) => {
      expect(utf8Bytes(text)).toBe(new TextEncoder().encode(text).length);
    }),
  );
});
