import type { Line } from './Line';

/** How much there has been of a stream. */
export interface Counts {
  readonly frames: number;
  readonly heartbeats: number;
  readonly bytes: number;
  readonly connections: number;
}

/** Counts lines once each, though the recording forgets them. */
export class Tally {
  #last = Number.NEGATIVE_INFINITY;
  #counts: Counts = { frames: 0, heartbeats: 0, bytes: 0, connections: 0 };

  get counts(): Counts {
    return this.#counts;
  }

  /** Counts those that are new; they come in the order of their numbers. */
  take(lines: readonly Line[]): void {
    let { frames, heartbeats, bytes, connections } = this.#counts;
    let first = lines.length;
    while (first > 0 && (lines[first - 1]?.number ?? this.#last) > this.#last) first--;
    for (let index = first; index < lines.length; index++) {
      const line = lines[index];
      if (line?.kind === 'opened') connections++;
      if (line?.kind !== 'frame') continue;
      if (line.position === undefined) heartbeats++;
      else frames++;
      bytes += line.frame.bytes;
    }
    this.#last = Math.max(this.#last, lines.at(-1)?.number ?? this.#last);
    this.#counts = { frames, heartbeats, bytes, connections };
  }
}
