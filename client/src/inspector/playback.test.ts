import { describe, expect, test } from 'vitest';
import { advance, beginAt, type Playhead } from './playback';

const count = 240;
const ticks = {
  length: count,
  ms: Array.from({ length: count }, (_, index) => 500 + index * 10),
  bytes: Array.from({ length: count }, () => 4),
};

describe('a replay', () => {
  test('takes as long as the stream took', () => {
    const head = advance(ticks, { ms: 0, pieces: 0 }, 600, 'original');

    expect(head).toEqual({ ms: 600, pieces: 11 });
  });

  test('goes four times as fast', () => {
    expect(advance(ticks, { ms: 0, pieces: 0 }, 150, 'fourfold').pieces).toBe(11);
  });

  test('goes through any stream in 120 frames at most', () => {
    let head: Playhead = { ms: 0, pieces: 0 };
    for (let frame = 0; frame < 120; frame++) head = advance(ticks, head, 16, 'most');

    expect(head).toEqual({ ms: 500 + 2390, pieces: count });
  });

  test('goes on from where it is, and from the end begins anew', () => {
    expect(beginAt(ticks, 11)).toEqual({ ms: 600, pieces: 11 });
    expect(beginAt(ticks, count)).toEqual({ ms: 0, pieces: 0 });
  });
});
