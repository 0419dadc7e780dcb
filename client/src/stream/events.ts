import type { Frame } from './Frame';

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly estimated?: boolean;
}

/** What happens in a stream, as the gateway's native events tell it. */
export type StreamEvent =
  | { readonly kind: 'started'; readonly model: string; readonly at: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'reasoning'; readonly text: string }
  | {
      readonly kind: 'toolCall';
      readonly index: number;
      readonly id: string;
      readonly name: string;
      readonly arguments: string;
    }
  | { readonly kind: 'extra'; readonly extra: unknown }
  | { readonly kind: 'finished'; readonly reason: string; readonly usage?: Usage }
  | {
      readonly kind: 'failed';
      readonly code: string;
      readonly message: string;
      readonly retryable: boolean;
      readonly usage?: Usage;
    };

/** An event with its position in the log, 1, 2, 3 …, and its time there. */
export interface Entry {
  readonly position: number;
  /** Milliseconds after the first; undefined where the gateway was not asked for times. */
  readonly ms?: number;
  readonly event: StreamEvent;
}

/** Where a frame's event is in the log; NaN where it says nothing of it, as a heartbeat does. */
export function positionOf({ id }: Frame): number {
  const dash = id.lastIndexOf('-');
  return dash < 0 ? Number.NaN : Number.parseInt(id.slice(dash + 1), 10);
}

/** Reads the event in a frame; throws a SyntaxError if it is none of the gateway's. */
export function decode(frame: Frame): Entry {
  const position = positionOf(frame);
  if (!(position > 0)) throw new SyntaxError(`'${frame.id}' is no id of an event`);
  const data: Fields = Object(JSON.parse(frame.data));
  const event = eventOf(frame.type, data);
  return typeof data.ms === 'number' ? { position, ms: data.ms, event } : { position, event };
}

type Fields = Readonly<Record<string, unknown>>;

/** `{"index":1000000000}` must not make a list of as many. */
const MOST_TOOL_CALLS = 1000;

function eventOf(type: string, data: Fields): StreamEvent {
  switch (type) {
    case 'message':
      return pieceOf(data);
    case 'started':
      return { kind: 'started', model: text(data, 'model'), at: time(text(data, 'at')) };
    case 'finished':
      return { kind: 'finished', reason: text(data, 'reason'), ...usageOf(data.usage) };
    case 'failed':
      return {
        kind: 'failed',
        code: text(data, 'code'),
        message: text(data, 'message'),
        retryable: data.retryable === true,
        ...usageOf(data.usage),
      };
    default:
      throw new SyntaxError(`'${type}' is none of the gateway's events`);
  }
}

function pieceOf(data: Fields): StreamEvent {
  if ('text' in data) return { kind: 'text', text: text(data, 'text') };
  if ('reasoning' in data) return { kind: 'reasoning', text: text(data, 'reasoning') };
  if ('extra' in data) return { kind: 'extra', extra: data.extra };
  if ('toolCall' in data) return fragmentOf(Object(data.toolCall));
  throw new SyntaxError(`a piece of ${Object.keys(data).join(', ') || 'nothing'}`);
}

function fragmentOf(fragment: Fields): StreamEvent {
  const index = fragment.index;
  if (typeof index !== 'number' || !Number.isInteger(index) || index < 0) {
    throw new SyntaxError(`a tool call has the index ${index}`);
  }
  if (index >= MOST_TOOL_CALLS) throw new SyntaxError(`more than ${MOST_TOOL_CALLS} tool calls`);
  return {
    kind: 'toolCall',
    index,
    id: text(fragment, 'id'),
    name: text(fragment, 'name'),
    arguments: text(fragment, 'arguments'),
  };
}

/** `{"inputTokens":3,"outputTokens":7}`; it may be missing, or null. */
function usageOf(value: unknown): { usage?: Usage } {
  if (value === undefined || value === null) return {};
  const { inputTokens, outputTokens, estimated } = Object(value);
  if (typeof inputTokens !== 'number' || typeof outputTokens !== 'number') return {};
  return { usage: { inputTokens, outputTokens, ...(estimated === true && { estimated }) } };
}

function text(data: Fields, name: string): string {
  const value = data[name];
  if (typeof value !== 'string') throw new SyntaxError(`'${name}' is ${typeof value}, not a text`);
  return value;
}

function time(iso: string): number {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) throw new SyntaxError(`'${iso}' is no time`);
  return at;
}
