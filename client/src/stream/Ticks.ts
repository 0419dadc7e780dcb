/**
 * When the pieces of a stream came, and how large they were: plain data, append-only, shared by all
 * folds of one stream. Only the first `length` elements are there for whoever holds it. The
 * backend's extras are no ticks: nobody reads them.
 */
export interface Ticks {
  readonly length: number;
  /** Of each piece, milliseconds after the stream's first event, by the gateway's clock. */
  readonly ms: readonly number[];
  /** Of each piece, how many bytes of UTF-8 its content is. */
  readonly bytes: readonly number[];
}

/**
 * These ticks and more, as new ones; the old ones stay what they were. The arrays are shared as long
 * as nobody else has appended to them, so that it costs no more than what is appended.
 */
export function append(ticks: Ticks, ms: readonly number[], bytes: readonly number[]): Ticks {
  if (ms.length === 0) return ticks;
  // No ticks at all may be a constant's, so they are never shared.
  const ours = ticks.length > 0 && ticks.ms.length === ticks.length;
  const all = ours ? ticks : trimmed(ticks);
  push(all.ms, ms);
  push(all.bytes, bytes);
  return { length: ticks.length + ms.length, ms: all.ms, bytes: all.bytes };
}

/** These ticks in arrays of their own, which hold nothing else. */
export function trimmed({ length, ms, bytes }: Ticks): Ticks {
  return { length, ms: ms.slice(0, length), bytes: bytes.slice(0, length) };
}

function push(array: readonly number[], more: readonly number[]): void {
  const growing = array as number[];
  for (const each of more) growing.push(each);
}
