import { expect, test } from 'vitest';
import { decodeEntities } from './entities';

test('numbers and names become their characters, once', () => {
  expect(decodeEntities('a &amp; b &lt; &#65;&#x42; &copy; &amp;lt;')).toBe('a & b < AB © &lt;');
});

test('what is no reference stays as it is', () => {
  expect(decodeEntities('AT&T &unknown; &; &constructor; &#; &#xzz; &lt')).toBe(
    'AT&T &unknown; &; &constructor; &#; &#xzz; &lt',
  );
});

test('numbers that name no character become the replacement', () => {
  expect(decodeEntities('&#0;&#xd800;&#x110000;')).toBe('\ufffd\ufffd\ufffd');
});
