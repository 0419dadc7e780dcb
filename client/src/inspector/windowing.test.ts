import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OVERSCAN_ROWS, reveal, windowOf } from './windowing';

const ROW = 24;
const HEIGHT = 480;

const count = fc.integer({ min: 0, max: 30_000 });
const top = fc.integer({ min: -200, max: 800_000 });
const height = fc.integer({ min: 0, max: 2_000 });

describe('a window on a long list', () => {
  test('is as high as the whole list', () => {
    fc.assert(
      fc.property(count, top, height, (count, top, height) => {
        const { first, end, above, below } = windowOf(count, ROW, top, height);
        expect(above + (end - first) * ROW + below).toBe(count * ROW);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(count);
      }),
    );
  });

  test('has every row that is in sight, and few others', () => {
    fc.assert(
      fc.property(count, fc.nat(800_000), height, (count, top, height) => {
        const { first, end } = windowOf(count, ROW, top, height);
        for (let row = Math.floor(top / ROW); row < Math.min(count, (top + height) / ROW); row++) {
          expect(row).toBeGreaterThanOrEqual(first);
          expect(row).toBeLessThan(end);
        }
        expect(end - first).toBeLessThanOrEqual(height / ROW + 2 + 2 * OVERSCAN_ROWS);
      }),
    );
  });
});

describe('revealing a row', () => {
  test.each([
    ['leaves it where it is in sight', 10, 100, 100],
    ['scrolls up to the one above', 4, 100, 96],
    ['scrolls down to the one below', 24, 100, 25 * ROW - HEIGHT],
    ['brings one from far below into the middle', 100, 100, 2400 - (HEIGHT - ROW) / 2],
    ['brings one from far above into the middle', 50, 9000, 1200 - (HEIGHT - ROW) / 2],
    ['does not scroll above the first', 1, 9000, 0],
  ])('%s', (_, index, top, expected) => {
    expect(reveal(index, ROW, top, HEIGHT)).toBe(expected);
  });

  test('always brings it into sight, and not twice', () => {
    fc.assert(
      fc.property(fc.nat(20_000), fc.nat(480_000), (index, top) => {
        const scrolled = reveal(index, ROW, top, HEIGHT);
        expect(scrolled).toBeLessThanOrEqual(index * ROW);
        expect(scrolled + HEIGHT).toBeGreaterThanOrEqual((index + 1) * ROW);
        expect(reveal(index, ROW, scrolled, HEIGHT)).toBe(scrolled);
      }),
    );
  });
});
