import { type Answer, type End, nothingYet } from './answer';
import { backOff } from './backOff';
import { chunks } from './chunks';
import { decode, type Entry } from './events';
import { problemOf } from './problem';
import { type Happening, reduce } from './reduce';
import { type Message, promptOf, requestOf } from './request';
import { SseParser } from './SseParser';
import type { World } from './world';

const STREAMS = '/v1/streams';
const SSE = 'text/event-stream';

/** Follows one stream to its end, over as many connections as that takes. */
export class Follower {
  readonly #world: World;
  readonly #show: (answer: Answer) => void;
  #answer = nothingYet;
  #attempts = 0;

  constructor(world: World, show: (answer: Answer) => void) {
    this.#world = world;
    this.#show = show;
  }

  /** Starts a stream with a prompt, after what was said before, and follows it. */
  async ask(prompt: string, before: readonly Message[] = []): Promise<void> {
    const response = await this.#world
      .fetch(STREAMS, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: SSE },
        body: JSON.stringify(requestOf(prompt, before)),
      })
      .catch(() => undefined);
    if (!response) return this.#end({ kind: 'unreachable' });
    const stream = response.headers.get('spate-stream');
    if (!response.ok || !stream) {
      return this.#end({ kind: 'refused', problem: await problemOf(response) });
    }
    await this.#read(stream, response);
    await this.#follow(stream);
  }

  /** Follows a stream that was started earlier, from its first event; may ask for its prompt first. */
  async recall(stream: string, asked?: (prompt: string) => void): Promise<void> {
    this.#answer = { ...nothingYet, stream };
    if (asked) await this.#request(stream, asked);
    await this.#follow(stream);
  }

  async #request(stream: string, asked: (prompt: string) => void): Promise<void> {
    const response = await this.#reach(stream, { Accept: 'application/json' });
    if (!response.ok) return this.#end(await lost(response));
    const snapshot = Object(await response.json().catch(() => ({})));
    asked(promptOf(snapshot.request));
  }

  async #follow(stream: string): Promise<void> {
    while (!this.#answer.end) {
      const position = this.#answer.position;
      const response = await this.#reach(stream, {
        Accept: SSE,
        ...(position > 0 && { 'Last-Event-ID': `${stream}-${position}` }),
      });
      if (response.status === 204) this.#end({ kind: 'allRead' });
      else if (response.ok) await this.#read(stream, response);
      else this.#end(await lost(response));
    }
  }

  async #reach(stream: string, headers: HeadersInit): Promise<Response> {
    for (;;) {
      const response = await this.#world
        .fetch(`${STREAMS}/${stream}`, { headers, cache: 'no-store' })
        .catch(() => undefined);
      if (response && !passes(response.status)) return response;
      await this.#cut();
    }
  }

  async #read(stream: string, response: Response): Promise<void> {
    const parser = new SseParser();
    const body = response.body ?? new ReadableStream();
    this.#open(stream);
    try {
      for await (const chunk of chunks(body, this.#world.silenceMillis)) {
        if (!this.#fold(parser.push(chunk).map(decode))) break;
      }
    } catch (broken) {
      if (broken instanceof SyntaxError) {
        this.#end({ kind: 'failed', code: 'unreadable', message: broken.message });
      }
    }
    if (!this.#answer.end) await this.#cut();
  }

  /** Whether to read on: not after the end, nor after a gap, which only resuming mends. */
  #fold(entries: readonly Entry[]): boolean {
    const before = this.#answer.position;
    for (const entry of entries) this.#take({ kind: 'entry', entry });
    const { position, end } = this.#answer;
    if (position > before) this.#attempts = 0;
    this.#show(this.#answer);
    return !end && entries.every((entry) => entry.position <= position);
  }

  async #cut(): Promise<void> {
    this.#take({ kind: 'cut', at: this.#world.now() });
    this.#show(this.#answer);
    await this.#world.pause(backOff(this.#attempts++));
  }

  #open(stream: string): void {
    this.#take({ kind: 'opened', stream, at: this.#world.now() });
    this.#show(this.#answer);
  }

  #end(end: End): void {
    this.#take({ kind: 'ended', end });
    this.#show(this.#answer);
  }

  #take(happening: Happening): void {
    this.#answer = reduce(this.#answer, happening);
  }
}

function passes(status: number): boolean {
  return status === 429 || status >= 500;
}

async function lost(response: Response): Promise<End> {
  const gone = response.status === 404 || response.status === 410;
  return gone ? { kind: 'gone' } : { kind: 'refused', problem: await problemOf(response) };
}
