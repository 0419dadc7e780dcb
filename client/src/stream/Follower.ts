import { Attempt } from './Attempt';
import { type Answer, type End, nothingYet } from './answer';
import { backOff } from './backOff';
import { positionOf } from './events';
import { type Frame, HEARTBEAT } from './Frame';
import type { Happening } from './happening';
import { reduce, unreadable } from './reduce';
import type { Outcome, StartRequest, Transport } from './Transport';
import type { World } from './world';

/** After so long without a byte a connection is dead: two heartbeats, and some. */
export const SILENCE_MILLIS = 35_000;
/** One heartbeat, and some: after so long a connection isn't trusted when somebody comes back. */
export const DOUBT_MILLIS = 20_000;

/**
 * Follows one stream to its end, over as many connections as that takes; it never gives up. It needs
 * nothing but this folder:
 *
 *     const live = new LiveAnswer(nothingYet);
 *     const transport = sseTransport({ ...ownEndpoint, base: 'https://spate.example.org' });
 *     const follower = new Follower(transport, browser, (happening) => live.take(happening));
 *     addEventListener('online', () => follower.wake());
 *     await follower.start({ key: crypto.randomUUID(), body: { prompt: 'Why SSE?' } }, live.get());
 *
 * and in a component `useAnswer(live).text`. One follower follows one stream once.
 */
export class Follower {
  readonly #transport: Transport;
  readonly #world: World;
  readonly #tell: (happening: Happening) => void;
  #answer: Answer = nothingYet;
  #vain = 0;
  #attempt: Attempt | undefined;
  #pause: Pause | undefined;
  #launching = false;
  #left = false;

  constructor(transport: Transport, world: World, tell: (happening: Happening) => void) {
    this.#transport = transport;
    this.#world = world;
    this.#tell = tell;
  }

  /**
   * Starts a stream, or finds the one that this key has started, and follows it. An answer whose
   * stream is known is only followed.
   */
  async start(request: StartRequest, answer: Answer = nothingYet): Promise<void> {
    this.#answer = answer;
    await this.#run(request);
  }

  /** Starts a stream without reading it. Resolves when it is known, or was refused, or when left. */
  async launch(request: StartRequest, answer: Answer = nothingYet): Promise<void> {
    this.#answer = answer;
    this.#launching = true;
    await this.#run(request);
  }

  /** Follows a stream from where an answer is. Resolves at its end, or when left. */
  async follow(stream: string, answer: Answer = nothingYet): Promise<void> {
    this.#answer = { ...answer, stream };
    await this.#run();
  }

  /** Lets go of the stream, which goes on. Nothing is told any more once this has returned. */
  leave(): void {
    if (this.#left || this.#answer.end) return;
    this.#take({ kind: 'left' });
    this.#left = true;
    this.#attempt?.drop();
    this.#pause?.end();
  }

  /** Drops the connection, if there is one, so that it resumes. */
  cut(): void {
    this.#attempt?.drop();
  }

  /**
   * The network, or whoever looks, has come back: tries at once, unless the gateway has said when
   * to come, and doubts a connection that has missed a heartbeat.
   */
  wake(): void {
    this.#vain = 0;
    if (!this.#pause?.held) this.#pause?.end();
    if (this.#attempt && this.#attempt.silentMillis() > DOUBT_MILLIS) this.#attempt.drop();
  }

  async #run(request?: StartRequest): Promise<void> {
    while (!this.#over()) {
      const attempt = new Attempt(this.#world, SILENCE_MILLIS);
      this.#attempt = attempt;
      const busy = await this.#try(attempt, request).finally(() => attempt.close());
      this.#attempt = undefined;
      if (!this.#over()) await this.#recover(attempt.dropped, busy);
    }
  }

  /** Reads until the end, or as far as it goes; why, if the gateway has no time. */
  async #try(attempt: Attempt, request?: StartRequest): Promise<Busy | undefined> {
    const outcome = await this.#ask(attempt.signal, request).catch(() => undefined);
    if (!outcome || attempt.dropped) return undefined;
    attempt.heard();
    switch (outcome.kind) {
      case 'stream':
        this.#take({ kind: 'opened', stream: outcome.stream, at: this.#world.now() });
        await this.#read(outcome.frames, attempt);
        return undefined;
      case 'started':
        if (this.#launching) return this.#launched(outcome.stream);
        this.#answer = { ...this.#answer, stream: outcome.stream };
        return this.#try(attempt);
      case 'busy':
        return outcome;
      case 'gone':
      case 'refused':
        this.#end(outcome);
        return undefined;
    }
  }

  async #ask(signal: AbortSignal, request?: StartRequest): Promise<Outcome> {
    const { stream, position } = this.#answer;
    if (stream !== undefined) return this.#transport.follow(stream, position, signal);
    if (!request) throw new Error('neither a stream nor a request');
    if (this.#launching) return this.#transport.launch(request, signal);
    return this.#transport.start(request, signal);
  }

  #launched(stream: string): undefined {
    this.#take({ kind: 'opened', stream, at: this.#world.now() });
    this.leave();
  }

  async #read(batches: AsyncIterable<readonly Frame[]>, attempt: Attempt): Promise<void> {
    for await (const frames of this.#untilBroken(batches)) {
      attempt.heard();
      if (frames.length > 0 && !this.#fold(frames)) return;
    }
  }

  // What a listener throws passes by here, so that its mistake isn't taken for a lost connection.
  async *#untilBroken<Batch>(batches: AsyncIterable<Batch>): AsyncGenerator<Batch> {
    try {
      yield* batches;
    } catch (broken) {
      if (broken instanceof SyntaxError) this.#end(unreadable(broken));
    }
  }

  /** Whether to read on: not after the end, nor after a gap, which only resuming mends. */
  #fold(frames: readonly Frame[]): boolean {
    const before = this.#answer.position;
    this.#take({ kind: 'frames', frames });
    const { position } = this.#answer;
    // Whoever is silent for long, and there all the same, has no lack of a connection.
    if (position > before || frames.some(({ type }) => type === HEARTBEAT)) this.#vain = 0;
    return !this.#over() && !frames.some((frame) => positionOf(frame) > position);
  }

  async #recover(onPurpose: boolean, busy?: Busy): Promise<void> {
    const least = busy?.afterMillis ?? 0;
    const waitMillis = onPurpose ? 0 : Math.max(backOff(this.#vain++), least);
    const at = this.#world.now();
    this.#take({
      kind: 'cut',
      at,
      retryAt: at + waitMillis,
      ...(busy && { problem: busy.problem }),
    });
    if (waitMillis === 0 || this.#over()) return;
    await new Promise<void>((resolve) => {
      const callOff = this.#world.later(waitMillis, resolve);
      const end = () => {
        callOff();
        resolve();
      };
      this.#pause = { held: least > 0, end };
    });
    this.#pause = undefined;
  }

  #end(end: End): void {
    this.#take({ kind: 'ended', end, at: this.#world.now() });
  }

  #over(): boolean {
    return this.#left || this.#answer.end !== undefined;
  }

  #take(happening: Happening): void {
    if (this.#over()) return;
    this.#answer = reduce(this.#answer, happening);
    this.#tell(happening);
  }
}

type Busy = Extract<Outcome, { kind: 'busy' }>;

interface Pause {
  /** By the gateway's Retry-After. */
  readonly held: boolean;
  end(): void;
}
