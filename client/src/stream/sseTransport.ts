import { type Endpoint, ownEndpoint, streamAt, streamsAt } from './Endpoint';
import type { Frame } from './Frame';
import { refusalOfGet, refusalOfPost } from './refusal';
import { SseParser } from './SseParser';
import type { Outcome, StartRequest, Transport } from './Transport';

const SSE = 'text/event-stream';
const JSON_TYPE = 'application/json';
/** Each event is to say when it happened. */
const TIMES = '?times=true';

/** Server-sent events over fetch: its own reader, since EventSource can't POST, nor show bytes. */
export function sseTransport(
  endpoint: Endpoint = ownEndpoint,
  now: () => number = Date.now,
): Transport {
  const post = (request: StartRequest, accept: string, signal: AbortSignal) =>
    endpoint.fetch(streamsAt(endpoint) + TIMES, {
      method: 'POST',
      headers: {
        'Content-Type': JSON_TYPE,
        Accept: accept,
        'Idempotency-Key': request.key,
        'Spate-Lifetime': 'detached',
      },
      body: JSON.stringify(request.body),
      signal,
    });

  return {
    async start(request, signal) {
      const response = await post(request, SSE, signal);
      return carried(response, streamOf(response), signal, now) ?? refusalOfPost(response);
    },

    async launch(request, signal) {
      const response = await post(request, JSON_TYPE, signal);
      const stream = streamOf(response);
      if (!response.ok || !stream) return refusalOfPost(response);
      await response.body?.cancel().catch(() => {});
      return { kind: 'started', stream };
    },

    async follow(stream, after, signal) {
      const response = await endpoint.fetch(streamAt(endpoint, stream) + TIMES, {
        headers: { Accept: SSE, ...(after > 0 && { 'Last-Event-ID': `${stream}-${after}` }) },
        cache: 'no-store',
        signal,
      });
      // Nothing can follow, and yet no end was read: what is missing can't be had any more.
      if (response.status === 204) return { kind: 'gone' };
      return carried(response, stream, signal, now) ?? refusalOfGet(response);
    },
  };
}

function streamOf(response: Response): string | null {
  return response.headers.get('spate-stream');
}

function carried(
  response: Response,
  stream: string | null,
  signal: AbortSignal,
  now: () => number,
): Outcome | undefined {
  const { ok, body, headers } = response;
  if (!ok || !body || !stream || !headers.get('content-type')?.startsWith(SSE)) return undefined;
  return { kind: 'stream', stream, frames: framesIn(body, signal, now) };
}

/** A batch for each chunk, though it be empty: who listens wants to know that something came. */
async function* framesIn(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  now: () => number,
): AsyncGenerator<readonly Frame[]> {
  const parser = new SseParser();
  const reader = body.getReader();
  const close = () => void reader.cancel().catch(() => {});
  signal.addEventListener('abort', close);
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) break;
      yield parser.push(value, now());
    }
    signal.throwIfAborted();
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}
