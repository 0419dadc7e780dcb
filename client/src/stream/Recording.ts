import { decode, positionOf } from './events';
import { type Frame, HEARTBEAT } from './Frame';
import { type Commits, pageCommits } from './frameCommit';
import type { Happening } from './happening';
import { Listeners } from './Listeners';

/** How many rows are kept; the oldest go first. */
export const MOST_ROWS = 5000;

/** The last 5,000 frames of one stream as this browser received them, over all its connections. */
export class Recording {
  readonly #commits: Commits;
  readonly #now: () => number;
  readonly #listeners = new Listeners();
  /** A ring: each row lies where its number, less one, falls. */
  readonly #ring: Row[] = [];
  #count = 0;
  #position = 0;
  #lastAt: number | undefined;
  #rows: readonly Row[] | undefined = [];

  constructor(commits: Commits = pageCommits, now: () => number = Date.now) {
    this.#commits = commits;
    this.#now = now;
  }

  /** Oldest first; the same array until something has happened. */
  readonly get = (): readonly Row[] => {
    if (!this.#rows) {
      const oldest = this.#count % MOST_ROWS;
      this.#rows =
        this.#count <= MOST_ROWS
          ? this.#ring.slice()
          : [...this.#ring.slice(oldest), ...this.#ring.slice(0, oldest)];
    }
    return this.#rows;
  };

  readonly subscribe = this.#listeners.subscribe;

  take(happening: Happening): void {
    switch (happening.kind) {
      case 'frames':
        for (const frame of happening.frames) this.#keep(this.#rowOf(frame));
        break;
      case 'opened':
      case 'cut':
        this.#keep({ kind: happening.kind, number: this.#count + 1, at: happening.at });
        break;
      case 'left':
        this.#keep({ kind: 'left', number: this.#count + 1, at: this.#now() });
        break;
      case 'ended':
        return;
    }
    this.#rows = undefined;
    this.#commits.ask(this.#listeners.tell);
  }

  #rowOf(frame: Frame): Row {
    const gapMillis = Math.max(0, frame.at - (this.#lastAt ?? frame.at));
    this.#lastAt = frame.at;
    const row = { kind: 'frame', number: this.#count + 1, frame, gapMillis } as const;
    const position = positionOf(frame);
    if (frame.type === HEARTBEAT || Number.isNaN(position)) return { ...row, duplicate: false };
    const duplicate = position <= this.#position;
    // What lies after a gap has not been read: it comes again.
    if (this.#position === 0 || position === this.#position + 1) this.#position = position;
    const ms = msOf(frame);
    return { ...row, position, duplicate, ...(ms !== undefined && { ms }) };
  }

  #keep(row: Row): void {
    this.#ring[this.#count % MOST_ROWS] = row;
    this.#count++;
  }
}

function msOf(frame: Frame): number | undefined {
  try {
    return decode(frame).ms;
  } catch {
    return undefined;
  }
}

/** One line of the inspector. They are numbered from 1 on. */
export type Row =
  | {
      readonly kind: 'frame';
      readonly number: number;
      readonly frame: Frame;
      /** By the gateway's clock, after the first event; absent for a heartbeat. */
      readonly ms?: number;
      readonly position?: number;
      /** Since the frame before it, by this browser's clock. */
      readonly gapMillis: number;
      /** It was read before: struck out, it changed nothing. */
      readonly duplicate: boolean;
    }
  | { readonly kind: 'opened' | 'cut' | 'left'; readonly number: number; readonly at: number };
