import { describe, expect, test } from 'vitest';
import type { Ticks } from '../stream/Ticks';
import { columns, marks, msOf, pathOf, piecesBy, spanOf } from './gauge';

function ticksOf(...pieces: readonly (readonly [ms: number, bytes: number])[]): Ticks {
  return {
    length: pieces.length,
    ms: pieces.map(([ms]) => ms),
    bytes: pieces.map(([, bytes]) => bytes),
  };
}

const nothing = ticksOf();

describe('the columns of a gauge', () => {
  test('hold the bytes of the pieces that came in their time, and nothing in the gaps', () => {
    const ticks = ticksOf([0, 3], [100, 4], [150, 5], [900, 6]);

    expect(columns(ticks, 10, 1000)).toEqual([3, 9, 0, 0, 0, 0, 0, 0, 0, 6]);
  });

  test('count no piece beyond those that there are for whoever holds the ticks', () => {
    const ticks = { ...ticksOf([0, 3], [999, 4]), length: 1 };

    expect(columns(ticks, 2, 1000)).toEqual([3, 0]);
  });

  test('take what came at the very end, or later, into the last one', () => {
    expect(columns(ticksOf([1000, 1], [2000, 2]), 4, 1000)).toEqual([0, 0, 0, 3]);
  });

  test('lose no byte, however many pieces there are', () => {
    const ticks = ticksOf(...Array.from({ length: 20_000 }, (_, i) => [i * 5, 4] as const));

    const bytes = columns(ticks, 340, spanOf(ticks, false));

    expect(bytes.reduce((a, b) => a + b)).toBe(80_000);
    expect(bytes).toHaveLength(340);
  });
});

describe('the span of a gauge', () => {
  test('is as long as its stream took, once that has ended', () => {
    expect(spanOf(ticksOf([10, 1], [1234, 1]), false)).toBe(1234);
  });

  test('stays the same while there is room for what comes', () => {
    expect(spanOf(ticksOf([10, 1]), true)).toBe(spanOf(ticksOf([3999, 1]), true));
    expect(spanOf(ticksOf([4001, 1]), true)).toBe(6000);
  });

  test('is never nothing', () => {
    expect(spanOf(nothing, false)).toBeGreaterThan(0);
    expect(spanOf(ticksOf([0, 1]), false)).toBeGreaterThan(0);
  });
});

describe('the path of a gauge', () => {
  test('is one tick for each column, the most bytes the highest', () => {
    expect(pathOf([16, 0, 4], 2, 16)).toBe('M1 16v-16M5 16v-8');
  });

  test('shows the smallest piece beside the largest', () => {
    expect(pathOf([1, 1_000_000], 2, 16)).toBe('M1 16v-2M3 16v-16');
  });

  test('is empty where nothing came', () => {
    expect(pathOf([0, 0, 0], 2, 16)).toBe('');
  });
});

describe('the marks of time', () => {
  test('stand at round steps', () => {
    expect(marks(4000, 400)).toEqual([50, 100, 150, 200, 250, 300, 350, 400]);
  });

  test.each([1, 99, 1000, 65_432, 3_600_000])('are few in %i ms', (span) => {
    expect(marks(span, 400).length).toBeLessThanOrEqual(16);
  });

  test('are none where a day would have too many', () => {
    expect(marks(86_400_000, 400)).toEqual([]);
  });
});

describe('a time on the gauge', () => {
  const ticks = ticksOf([10, 1], [20, 1], [20, 1], [30, 1]);

  test.each([
    [9, 0],
    [10, 1],
    [20, 3],
    [29, 3],
    [1000, 4],
  ])('%i ms is after %i pieces', (ms, pieces) => {
    expect(piecesBy(ticks, ms)).toBe(pieces);
  });

  test.each([
    [0, 0],
    [1, 10],
    [3, 20],
    [9, 30],
  ])('of %i pieces is %i ms', (pieces, ms) => {
    expect(msOf(ticks, pieces)).toBe(ms);
  });
});
