import type { Frame } from '../stream/Frame';
import type { Problem } from '../stream/problem';
import { frameOf } from '../stream/scriptedTransport.double';
import type { Outcome, StartRequest, Transport } from '../stream/Transport';
import type { Gateway } from './Gateway';

interface Log {
  readonly stream: string;
  readonly request: StartRequest;
  readonly frames: Frame[];
  ended: boolean;
}

/**
 * A gateway in memory, for tests: streams are logs that the test writes, and connections read them.
 */
export class LiveGateway implements Transport, Gateway {
  readonly logs: Log[] = [];
  readonly cancelled: string[] = [];
  readonly open = new Set<string>();
  most = 0;
  reachable = true;
  /** For so long a connection is there after it was aborted, or not at all. */
  lingerMillis = 0;
  #wake = () => {};
  #written = Promise.resolve();

  constructor() {
    this.#renew();
  }

  /** Sends a piece of text in the stream that was started so many starts ago. */
  say(text: string, log = this.logs.at(-1)): void {
    this.#append(log, (position) => frameOf(position, `"text":${JSON.stringify(text)}`));
  }

  finish(log = this.logs.at(-1), reason = 'stop'): void {
    this.#append(log, (position) =>
      frameOf(
        position,
        `"reason":"${reason}","usage":{"inputTokens":1,"outputTokens":1}`,
        'finished',
      ),
    );
    if (log) log.ended = true;
    this.#renew();
  }

  /** Breaks all connections. */
  breakAll(): void {
    this.reachable = false;
    this.#renew();
  }

  async start(request: StartRequest, signal: AbortSignal): Promise<Outcome> {
    return this.#carry(this.#started(request), 0, signal);
  }

  async launch(request: StartRequest): Promise<Outcome> {
    return { kind: 'started', stream: this.#started(request).stream };
  }

  async follow(stream: string, after: number, signal: AbortSignal): Promise<Outcome> {
    if (!this.reachable) throw new TypeError('Failed to fetch');
    const log = this.logs.find((each) => each.stream === stream);
    return log ? this.#carry(log, after, signal) : { kind: 'gone' };
  }

  async cancel(stream: string): Promise<Problem | undefined> {
    this.cancelled.push(stream);
    this.finish(
      this.logs.find((log) => log.stream === stream),
      'cancelled',
    );
    return undefined;
  }

  async models(): ReturnType<Gateway['models']> {
    return { models: [] };
  }

  #started(request: StartRequest): Log {
    if (!this.reachable) throw new TypeError('Failed to fetch');
    const known = this.logs.find((log) => log.request.key === request.key);
    if (known) return known;
    const stream = `s${this.logs.length}`;
    const started = frameOf(1, `"stream":"${stream}","model":"echo","at":"2026-11-24T12:00:00Z"`);
    const first = { ...started, type: 'started', id: `${stream}-1` };
    const log: Log = { stream, request, frames: [first], ended: false };
    this.logs.push(log);
    return log;
  }

  #carry(log: Log, after: number, signal: AbortSignal): Outcome {
    return { kind: 'stream', stream: log.stream, frames: this.#read(log, after, signal) };
  }

  async *#read(log: Log, after: number, signal: AbortSignal): AsyncGenerator<readonly Frame[]> {
    const connection = `${log.stream}:${Math.random()}`;
    this.open.add(connection);
    this.most = Math.max(this.most, this.open.size);
    let read = after;
    try {
      for (;;) {
        if (!this.reachable) throw new TypeError('network error');
        if (read < log.frames.length) yield log.frames.slice(read);
        read = log.frames.length;
        if (log.ended) return;
        await Promise.race([this.#written, aborted(signal, this.lingerMillis)]);
        signal.throwIfAborted();
      }
    } finally {
      this.open.delete(connection);
    }
  }

  #append(log: Log | undefined, frame: (position: number) => Frame): void {
    if (!log) throw new Error('no stream was started');
    const position = log.frames.length + 1;
    log.frames.push({ ...frame(position), id: `${log.stream}-${position}` });
    this.#renew();
  }

  #renew(): void {
    this.#wake();
    this.#written = new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

function aborted(signal: AbortSignal, lingerMillis: number): Promise<void> {
  return new Promise((resolve) => {
    const gone = () => (lingerMillis > 0 ? void setTimeout(resolve, lingerMillis) : resolve());
    signal.addEventListener('abort', gone);
  });
}
