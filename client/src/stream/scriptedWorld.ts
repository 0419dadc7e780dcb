import type { World } from './world';

/** A request as the follower made it. */
export interface Request {
  readonly path: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: unknown;
}

type Reply = Response | Error | Promise<Response>;

/** A world whose replies are written down beforehand, and whose pauses take no time. */
export class ScriptedWorld implements World {
  readonly requests: Request[] = [];
  readonly pauses: number[] = [];
  readonly #replies: Reply[];
  silenceMillis = 60_000;

  constructor(...replies: Reply[]) {
    this.#replies = replies;
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const { method = 'GET', headers, body } = init;
    this.requests.push({ path, method, headers: new Headers(headers), body });
    const reply = this.#replies.shift();
    if (!reply) throw new Error(`nothing is scripted for ${method} ${path}`);
    if (reply instanceof Error) throw reply;
    return reply;
  }

  async pause(millis: number): Promise<void> {
    if (this.pauses.length === 50) throw new Error('paused too often');
    this.pauses.push(millis);
  }

  now(): number {
    return this.pauses.reduce((sum, millis) => sum + millis, 0);
  }

  cursors(): (string | null)[] {
    return this.requests.map(({ headers }) => headers.get('last-event-id'));
  }
}

/** How a scripted connection goes on after its last frame. */
export type After = 'ends' | 'breaks' | 'falls silent';

/** A reply that streams these frames, each in a chunk of its own. */
export function streaming(frames: readonly string[], after: After = 'ends'): Response {
  const left = frames.map((frame) => new TextEncoder().encode(frame));
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = left.shift();
      if (next) controller.enqueue(next);
      else if (after === 'ends') controller.close();
      else if (after === 'breaks') controller.error(new TypeError('network error'));
      else await new Promise(() => {});
    },
  });
  return new Response(body, {
    headers: { 'Content-Type': 'text/event-stream', 'Spate-Stream': 's' },
  });
}

export function refusing(status: number, detail: string): Response {
  return new Response(JSON.stringify({ type: 'about:blank', title: 'No', status, detail }), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  });
}

/** The frames of a stream `s` that says these pieces. */
export function framesOf(...pieces: string[]): string[] {
  const events = [
    'event: started\nretry: 1000\ndata: {"stream":"s","model":"echo"}',
    ...pieces.map((text) => `data: ${JSON.stringify({ text })}`),
    'event: finished\ndata: {"reason":"stop","usage":{}}',
  ];
  return events.map((event, index) => `id: s-${index + 1}\n${event}\n\n`);
}
