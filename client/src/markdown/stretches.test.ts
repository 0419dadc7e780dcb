import { expect, test } from 'vitest';
import { stretches } from './stretches';

const texts = (text: string) => stretches(text).map((stretch) => stretch.text);

test.each([
  ['nothing', ''],
  ['a few lines', 'a\nb\n'],
  ['many lines', 'a line\n'.repeat(1_234)],
  ['a line without end', '😀'.repeat(30_000)],
  ['both', `${'x'.repeat(20_000)}\n${'y\n'.repeat(300)}`],
])('%s in stretches is what it was', (_, text) => {
  expect(texts(text).join('')).toBe(text);
  expect(texts(text).every((part) => part.length <= 8_192 && part.split('\n').length <= 101)).toBe(
    true,
  );
});

test('lines more leave the stretches before them as they were', () => {
  const before = texts('a line\n'.repeat(1_000));
  expect(texts('a line\n'.repeat(1_001)).slice(0, before.length)).toEqual(before);
});

test('a stretch ends with its line where it can', () => {
  const [first] = texts(`${'word '.repeat(100)}\n`.repeat(50));
  expect(first?.endsWith('\n')).toBe(true);
});
