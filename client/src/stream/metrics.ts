import type { Answer } from './answer';

/** How fast an answer came, by the gateway's clock; a number is missing where too few pieces came. */
export interface Metrics {
  /** From the start of the stream to its first piece. */
  readonly ttftMillis?: number;
  /** A piece is taken for a token: the mean from the first to the last. */
  readonly tokensPerSecond?: number;
  /** Half of the pieces came no later than this after the one before. */
  readonly gapP50Millis?: number;
  readonly gapP99Millis?: number;
  /** From the start of the stream to its latest piece. */
  readonly durationMillis?: number;
  readonly reconnects: number;
}

/** The metrics of an answer, live or not. */
export function metricsOf({ ticks, reconnects }: Answer): Metrics {
  const { length, ms } = ticks;
  const first = ms[0];
  const last = ms[length - 1];
  if (length === 0 || first === undefined || last === undefined) return { reconnects };
  return {
    ttftMillis: first,
    durationMillis: last,
    ...rate(length, last - first),
    ...gaps(ms, length),
    reconnects,
  };
}

function rate(pieces: number, millis: number): Partial<Metrics> {
  return millis > 0 ? { tokensPerSecond: ((pieces - 1) * 1000) / millis } : {};
}

function gaps(ms: readonly number[], length: number): Partial<Metrics> {
  if (length < 2) return {};
  const sorted = new Float64Array(length - 1);
  for (let at = 1; at < length; at++) sorted[at - 1] = (ms[at] ?? 0) - (ms[at - 1] ?? 0);
  sorted.sort();
  return { gapP50Millis: percentile(sorted, 0.5), gapP99Millis: percentile(sorted, 0.99) };
}

/** By the nearest rank: a gap that there was. */
function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
