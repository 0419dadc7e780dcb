import type { Endpoint } from './Endpoint';

/** A request as the gateway got it. */
export interface Request {
  readonly address: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

type Answering = Response | Error | ((signal: AbortSignal) => Response | Promise<Response>);

/** A gateway whose responses are written down beforehand. */
export class ScriptedEndpoint implements Endpoint {
  readonly base = '';
  readonly requests: Request[] = [];
  readonly #responses: Answering[];

  constructor(...responses: Answering[]) {
    this.#responses = responses;
  }

  async fetch(address: string, init: RequestInit = {}): Promise<Response> {
    const { method = 'GET', headers, body, signal } = init;
    this.requests.push({
      address,
      method,
      headers: Object.fromEntries(new Headers(headers)),
      body,
    });
    const response = this.#responses.shift();
    if (!response) throw new Error(`nothing is scripted for ${method} ${address}`);
    if (response instanceof Error) throw response;
    return typeof response === 'function'
      ? response(signal ?? new AbortController().signal)
      : response;
  }
}

/** How a body goes on after its last chunk. */
export type After = 'ends' | 'breaks' | 'falls silent';

/** A response that streams these chunks; says when it was closed. */
export function streaming(
  chunks: readonly string[],
  after: After = 'ends',
  closed: () => void = () => {},
): Response {
  const left = chunks.map((chunk) => new TextEncoder().encode(chunk));
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = left.shift();
      if (next) controller.enqueue(next);
      else if (after === 'ends') controller.close();
      else if (after === 'breaks') controller.error(new TypeError('network error'));
      else await new Promise(() => {});
    },
    cancel: closed,
  });
  return new Response(body, {
    headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'Spate-Stream': 's' },
  });
}

/** A problem of the gateway's. */
export function refusing(
  status: number,
  name: string,
  headers: Record<string, string> = {},
  members: Record<string, unknown> = {},
): Response {
  const problem = { type: `urn:spate:${name}`, title: 'No', status, detail: 'Mend it.' };
  return new Response(JSON.stringify({ ...problem, ...members }), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });
}

/** A stream `s` that says these pieces, as server-sent events, one a string. */
export function eventsOf(...pieces: string[]): string[] {
  const events = [
    'event: started\nretry: 1000\ndata: {"ms":0,"stream":"s","model":"echo","at":"2026-11-24T12:00:00Z"}',
    ...pieces.map((text) => `data: {"ms":9,"text":${JSON.stringify(text)}}`),
    'event: finished\ndata: {"ms":9,"reason":"stop","usage":{"inputTokens":2,"outputTokens":4}}',
  ];
  return events.map((event, index) => `id: s-${index + 1}\n${event}\n\n`);
}
