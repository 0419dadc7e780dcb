import { type Endpoint, ownEndpoint, streamAt } from './Endpoint';
import { unreachable } from './problem';
import { type Refusal, refusalOfGet } from './refusal';

/** A stream as it is now, and what it answers. */
export interface Snapshot {
  readonly kind: 'snapshot';
  readonly stream: string;
  readonly model: string;
  readonly state: 'live' | 'finished' | 'failed';
  readonly position: number;
  /** The body that started it, as the gateway keeps it. */
  readonly request: unknown;
}

const LONGEST_SNAPSHOT_MILLIS = 15_000;

/** Looks at a stream without following it; `busy` also where there is no connection. */
export async function snapshot(
  stream: string,
  endpoint: Endpoint = ownEndpoint,
): Promise<Snapshot | Refusal> {
  const response = await endpoint
    .fetch(streamAt(endpoint, stream), {
      headers: { Accept: 'application/json' },
      cache: 'no-store',
      signal: AbortSignal.timeout(LONGEST_SNAPSHOT_MILLIS),
    })
    .catch(() => undefined);
  if (!response) return nothing;
  if (!response.ok) return refusalOfGet(response);
  const body = await response.json().catch(() => undefined);
  return read(body) ?? nothing;
}

const nothing: Refusal = { kind: 'busy', problem: unreachable, afterMillis: 0 };

/** `{"id":"…","model":"echo","state":"live","position":7,"request":{"prompt":"Why SSE?"},…}`. */
function read(body: unknown): Snapshot | undefined {
  const { id, model, state, position, request } = Object(body);
  if (typeof id !== 'string' || typeof model !== 'string' || typeof position !== 'number') {
    return undefined;
  }
  if (state !== 'live' && state !== 'finished' && state !== 'failed') return undefined;
  return { kind: 'snapshot', stream: id, model, state, position, request };
}
