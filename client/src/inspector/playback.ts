import type { Ticks } from '../stream/Ticks';
import { msOf, piecesBy } from '../ui/gauge';

/** How fast a replay goes: as it was, four times as fast, or as fast as it can be drawn. */
export type Speed = 'original' | 'fourfold' | 'most';

export const SPEEDS: readonly Speed[] = ['original', 'fourfold', 'most'];

/** As fast as it can be drawn is this part of the whole in each frame, but one piece at least. */
const PART_OF_A_FRAME = 1 / 120;

/** Where a replay is: at a time of its own stream, in milliseconds, after so many pieces. */
export interface Playhead {
  readonly ms: number;
  readonly pieces: number;
}

/** The play head when it begins after so many pieces: at the start again, if they were all. */
export function beginAt(ticks: Ticks, pieces: number): Playhead {
  return pieces >= ticks.length ? { ms: 0, pieces: 0 } : { ms: msOf(ticks, pieces), pieces };
}

/** The play head so much later, by the clock on the wall. */
export function advance(ticks: Ticks, head: Playhead, millis: number, speed: Speed): Playhead {
  if (speed === 'most') {
    const step = Math.max(1, Math.round(ticks.length * PART_OF_A_FRAME));
    const pieces = Math.min(ticks.length, head.pieces + step);
    return { ms: msOf(ticks, pieces), pieces };
  }
  const ms = head.ms + millis * (speed === 'fourfold' ? 4 : 1);
  return { ms, pieces: Math.max(head.pieces, piecesBy(ticks, ms)) };
}
