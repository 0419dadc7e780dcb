import { type Frame, HEARTBEAT } from './Frame';
import type { Outcome, StartRequest, Transport } from './Transport';
import type { World } from './world';

/** A request as the transport got it. */
export interface Asked {
  readonly kind: 'start' | 'launch' | 'follow';
  readonly signal: AbortSignal;
  readonly request?: StartRequest;
  readonly stream?: string;
  readonly after?: number;
}

/** What comes over a scripted connection: a frame, a batch of them, or so many milliseconds without. */
export type Coming = Frame | readonly Frame[] | number;

/** How a scripted connection goes on after that. */
export type After = 'ends' | 'breaks' | 'falls silent';

/** How one request is answered. */
export type Answering = (world: World, signal: AbortSignal) => Outcome | Promise<Outcome>;

/** A transport whose replies are written down beforehand. */
export class ScriptedTransport implements Transport {
  readonly asked: Asked[] = [];
  readonly #world: World;
  readonly #replies: Answering[];

  constructor(world: World, ...replies: Answering[]) {
    this.#world = world;
    this.#replies = replies;
  }

  start(request: StartRequest, signal: AbortSignal): Promise<Outcome> {
    return this.#reply({ kind: 'start', request, signal });
  }

  launch(request: StartRequest, signal: AbortSignal): Promise<Outcome> {
    return this.#reply({ kind: 'launch', request, signal });
  }

  follow(stream: string, after: number, signal: AbortSignal): Promise<Outcome> {
    return this.#reply({ kind: 'follow', stream, after, signal });
  }

  /** Where each request wanted to go on, `start` for one that started. */
  cursors(): (number | 'start' | undefined)[] {
    return this.asked.map(({ kind, after }) => (kind === 'start' ? 'start' : after));
  }

  async #reply(asked: Asked): Promise<Outcome> {
    this.asked.push(asked);
    const reply = this.#replies.shift();
    // Not by throwing, which would be taken for one more cut.
    if (!reply) return { kind: 'refused', problem: notScripted };
    return reply(this.#world, asked.signal);
  }
}

const notScripted = { status: 0, type: 'not-scripted', title: '', detail: '' };

export function replying(reply: Outcome): Answering {
  return () => reply;
}

export function unreachable(): Outcome {
  throw new TypeError('Failed to fetch');
}

/** No reply at all. */
export function hanging(_: World, signal: AbortSignal): Promise<Outcome> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}

/** A reply that carries a stream `s`. */
export function carrying(coming: readonly Coming[], after: After = 'ends'): Answering {
  return (world, signal) => ({
    kind: 'stream',
    stream: 's',
    frames: connection(coming, after, world, signal),
  });
}

async function* connection(
  coming: readonly Coming[],
  after: After,
  world: World,
  signal: AbortSignal,
): AsyncGenerator<readonly Frame[]> {
  for (const next of coming) {
    signal.throwIfAborted();
    if (typeof next === 'number') await silence(signal, world, next);
    else yield [next].flat().map((frame) => ({ ...frame, at: world.now() }));
  }
  if (after === 'breaks') throw new TypeError('network error');
  if (after === 'falls silent') await silence(signal);
}

function silence(signal: AbortSignal, world?: World, millis = 0): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
    world?.later(millis, resolve);
  });
}

/** A frame of the stream `s`: its data is without braces, as in `"text":"a"`. */
export function frameOf(
  position: number,
  data: string,
  type = 'message',
  ms = position * 10,
): Frame {
  const json = `{"ms":${ms},${data}}`;
  return { type, data: json, id: `s-${position}`, bytes: json.length, at: 0 };
}

/** The frames of a stream that says these pieces. */
export function framesOf(...pieces: string[]): Frame[] {
  const end = pieces.length + 2;
  return [
    frameOf(1, '"stream":"s","model":"echo","at":"2026-11-24T12:00:00.000Z"', 'started', 0),
    ...pieces.map((text, index) => frameOf(index + 2, `"text":${JSON.stringify(text)}`)),
    frameOf(end, '"reason":"stop","usage":{"inputTokens":2,"outputTokens":4}', 'finished'),
  ];
}

export const heartbeat: Frame = { type: HEARTBEAT, data: 'ka', id: '', bytes: 5, at: 0 };
