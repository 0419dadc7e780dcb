import type { Row } from '../stream/Recording';
import type { Ticks } from '../stream/Ticks';
import {
  AGAIN_NUMBER,
  earlierNumber,
  type FrameLine,
  HOLE_NUMBER,
  type Kept,
  type Line,
} from './Line';

/** The first position that was recorded; undefined if none was. */
export function firstRecorded(rows: readonly Row[]): number | undefined {
  for (const row of rows) {
    if (row.kind === 'frame' && !row.duplicate && row.position !== undefined) return row.position;
  }
  return undefined;
}

/** All lines in order: what was read again, and what was recorded, with a hole if one is between. */
export function joined(earlier: readonly FrameLine[], rows: readonly Row[]): readonly Line[] {
  const read = earlier.at(-1)?.position ?? 0;
  const next = firstRecorded(rows);
  const hole = next !== undefined && next > read + 1;
  if (!hole && earlier.length === 0) return rows;
  return [
    ...earlier,
    ...(earlier.length > 0 ? [{ kind: 'again', number: AGAIN_NUMBER } as const] : []),
    ...(hole ? [{ kind: 'hole', number: HOLE_NUMBER, from: read + 1, to: next - 1 } as const] : []),
    ...rows,
  ];
}

/** What is known of a stream that the gateway has forgotten: its times, up to what was recorded. */
export function keptOnly(ticks: Ticks, rows: readonly Row[]): readonly Line[] {
  // A stream's first event is no piece; extras, which have no tick, are rare enough to be let go.
  const next = firstRecorded(rows) ?? Number.POSITIVE_INFINITY;
  const kept: Kept[] = [];
  for (let index = 0; index < ticks.length && index + 2 < next; index++) {
    const ms = ticks.ms[index] ?? 0;
    kept.push({
      kind: 'kept',
      number: earlierNumber(index + 2),
      position: index + 2,
      ms,
      gapMillis: ms - (ticks.ms[index - 1] ?? 0),
      bytes: ticks.bytes[index] ?? 0,
    });
  }
  return [...kept, ...rows];
}
