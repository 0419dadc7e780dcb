import type { SseEvent } from './SseParser';

/** What happens in a stream, as the gateway's native events tell it. */
export type StreamEvent =
  | { readonly kind: 'started'; readonly model: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'other' }
  | { readonly kind: 'finished'; readonly reason: string }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

/** An event with its position in the log: 1, 2, 3 … */
export interface Entry {
  readonly position: number;
  readonly event: StreamEvent;
}

/** Reads `id: <stream>-<position>` and the JSON of one native event; throws if it is neither. */
export function decode(sse: SseEvent): Entry {
  const position = Number(/-(\d+)$/.exec(sse.lastEventId)?.[1]);
  if (!Number.isSafeInteger(position)) {
    throw new SyntaxError(`"${sse.lastEventId}" is not an event id`);
  }
  const data: unknown = JSON.parse(sse.data);
  return { position, event: event(sse.type, Object(data) as Record<string, unknown>) };
}

function event(type: string, data: Record<string, unknown>): StreamEvent {
  switch (type) {
    case 'started':
      return { kind: 'started', model: String(data.model ?? '') };
    case 'finished':
      return { kind: 'finished', reason: String(data.reason ?? '') };
    case 'failed':
      return { kind: 'failed', code: String(data.code ?? ''), message: String(data.message ?? '') };
    default:
      return typeof data.text === 'string' ? { kind: 'text', text: data.text } : { kind: 'other' };
  }
}
