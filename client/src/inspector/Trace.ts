import type { Answer } from '../stream/answer';
import { decode } from '../stream/events';
import type { LiveAnswer } from '../stream/LiveAnswer';
import type { Recording } from '../stream/Recording';
import type { Transport } from '../stream/Transport';
import { NOTHING_EARLIER, type Reread, reread } from './Earlier';
import { firstRecorded, joined, keptOnly } from './joined';
import { type FrameLine, indexOf, type Line, positionIn } from './Line';
import { Replay, replayOfKept } from './Replay';
import { type Counts, Tally } from './Tally';

/** It tells of what is new at most once in so long. */
export const TELL_MILLIS = 100;

/** What the inspector draws of one stream. */
export interface Traced {
  readonly answer: Answer;
  readonly lines: readonly Line[];
  readonly counts: Counts;
  readonly earlier: Reread;
}

type Answers = Pick<LiveAnswer, 'get' | 'subscribe'>;
type Rows = Pick<Recording, 'get' | 'subscribe'>;

/**
 * All that can be had of one stream: what this browser recorded, and before it, what the gateway
 * still has. It works only while somebody watches.
 */
export class Trace {
  readonly #live: Answers;
  readonly #recording: Rows;
  readonly #transport: Transport;
  readonly #listeners = new Set<() => void>();
  readonly #tally = new Tally();
  #traced: Traced;
  #earlier = NOTHING_EARLIER;
  #asked = false;
  #replay = new Replay();
  #replayed = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: (() => void) | undefined;
  #closed = new AbortController();

  constructor(live: Answers, recording: Rows, transport: Transport) {
    this.#live = live;
    this.#recording = recording;
    this.#transport = transport;
    this.#traced = this.#look();
  }

  readonly get = (): Traced => this.#traced;

  readonly subscribe = (listener: () => void): (() => void) => {
    if (this.#listeners.size === 0) this.#open();
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#close();
    };
  };

  /** Reads again what came before the recording began. */
  readonly readAgain = (): void => {
    const { stream } = this.#live.get();
    const wanted = this.#missing();
    if (!stream || wanted === 0 || this.#earlier.state === 'reading') return;
    const show = (earlier: Reread) => {
      this.#earlier = earlier;
      this.#forgetReplay();
      this.#soon();
    };
    void reread(this.#transport, stream, wanted, show, this.#closed.signal);
  };

  /** The answer as it was at any position that is here; undefined if its texts can't be had. */
  replay(): Replay | undefined {
    if (this.#earlier.state === 'reading') return undefined;
    if (this.#earlier.state === 'gone' && !this.#recording.get().some(isEvent)) {
      return replayOfKept(this.#traced.answer);
    }
    const { lines } = this.#traced;
    for (let index = indexOf(lines, this.#replayed + 1); index < lines.length; index++) {
      const line = lines[index];
      if (!line) break;
      this.#replayed = line.number;
      if (line.kind === 'frame' && positionIn(line) !== undefined) this.#take(line);
    }
    return this.#replay;
  }

  #take({ frame }: FrameLine): void {
    try {
      const { position, event } = decode(frame);
      this.#replay.take(position, event);
    } catch {
      // It is in the list for everybody to see; the answer has failed for it.
    }
  }

  #open(): void {
    this.#closed = new AbortController();
    const stops = [this.#live.subscribe(this.#soon), this.#recording.subscribe(this.#soon)];
    this.#stop = () => {
      for (const stop of stops) stop();
    };
    this.#tell();
  }

  #close(): void {
    this.#stop?.();
    this.#closed.abort();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#earlier.state !== 'reading') return;
    this.#earlier = NOTHING_EARLIER;
    this.#asked = false;
  }

  readonly #soon = (): void => {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#tell();
    }, TELL_MILLIS);
  };

  #tell(): void {
    this.#traced = this.#look();
    if (!this.#asked && this.#traced.answer.stream) {
      this.#asked = true;
      this.readAgain();
    }
    for (const listener of this.#listeners) listener();
  }

  #look(): Traced {
    const answer = this.#live.get();
    const rows = this.#recording.get();
    const earlier = this.#earlier;
    const lines =
      earlier.state === 'gone' ? keptOnly(answer.ticks, rows) : joined(earlier.lines, rows);
    this.#tally.take(rows);
    return { answer, lines, counts: this.#counts(answer), earlier };
  }

  #counts({ reconnects, position }: Answer): Counts {
    const again = new Tally();
    again.take(this.#earlier.lines);
    const { frames, heartbeats, bytes, connections } = this.#tally.counts;
    return {
      frames: frames + again.counts.frames,
      heartbeats,
      bytes: bytes + again.counts.bytes,
      connections: Math.max(connections, position > 0 ? reconnects + 1 : 0),
    };
  }

  /** The last position before the recording, or of all, if nothing is recorded. */
  #missing(): number {
    const first = firstRecorded(this.#recording.get());
    return first === undefined ? this.#live.get().position : first - 1;
  }

  #forgetReplay(): void {
    this.#replay = new Replay();
    this.#replayed = Number.NEGATIVE_INFINITY;
  }
}

function isEvent(line: Line): boolean {
  return line.kind === 'frame' && line.position !== undefined;
}
