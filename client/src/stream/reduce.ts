import type { Answer, End, Seam, ToolCall } from './answer';
import { decode, type Entry, positionOf, type StreamEvent } from './events';
import { type Frame, HEARTBEAT } from './Frame';
import type { Happening } from './happening';
import { append, trimmed } from './Ticks';
import { utf8Bytes } from './utf8';

/** The oldest go first; nobody counts so many in a text. */
const MOST_SEAMS = 1000;

/**
 * An answer, and what has happened to it since. Only the very next position counts: one that was
 * seen is old, and one too far means a loss, which resuming from here mends. What is none of the
 * gateway's events ends it as `unreadable`; after an end nothing changes.
 */
export function reduce(answer: Answer, happening: Happening): Answer {
  if (answer.end) return answer;
  switch (happening.kind) {
    case 'opened':
      return opened(answer, happening.stream, happening.at);
    case 'frames':
      return grown(answer, happening.frames);
    case 'cut':
      return cut(answer, happening);
    case 'left':
      return { ...answer, connection: { kind: 'waiting' } };
    case 'ended':
      return { ...answer, end: happening.end, endedAt: happening.at };
  }
}

/** An answer as it can be put away: whoever takes it out again has no connection yet. */
export function kept(answer: Answer): Answer {
  const ticks = trimmed(answer.ticks);
  return answer.end ? { ...answer, ticks } : { ...answer, ticks, connection: { kind: 'waiting' } };
}

/**
 * Which of two states of one stream is further: an end beats none, then the greater position, then
 * knowing its stream; the first, if neither is.
 */
export function further(one: Answer, other: Answer): Answer {
  if (Boolean(one.end) !== Boolean(other.end)) return one.end ? one : other;
  if (other.position !== one.position) return other.position > one.position ? other : one;
  return one.stream === undefined && other.stream !== undefined ? other : one;
}

/** The end of what can't be made out: the reader's failure, not the gateway's. */
export function unreadable({ message }: SyntaxError): End {
  return { kind: 'failed', code: 'unreadable', message, retryable: false };
}

function opened(answer: Answer, stream: string, at: number): Answer {
  const { connection, position, seams } = answer;
  const open: Answer = { ...answer, stream, connection: { kind: 'open' } };
  if (connection.kind !== 'cut' || answer.stream === undefined) return open;
  const resumed = { ...open, reconnects: answer.reconnects + 1 };
  if (position === 0) return resumed;
  const before = seams.at(-1);
  const here = before?.position === position ? before : undefined;
  const seam: Seam = {
    position,
    length: answer.text.length,
    awayMillis: (here?.awayMillis ?? 0) + Math.max(0, at - connection.at),
    ms: lastMs(answer),
  };
  return { ...resumed, seams: [...(here ? seams.slice(0, -1) : seams), seam].slice(-MOST_SEAMS) };
}

function cut(answer: Answer, happening: Extract<Happening, { kind: 'cut' }>): Answer {
  const { connection } = answer;
  const at = connection.kind === 'cut' ? connection.at : happening.at;
  return { ...answer, connection: { ...happening, at } };
}

/** What a batch of frames adds to an answer: one copy for all of them. */
interface Growth {
  readonly answer: { -readonly [Name in keyof Answer]: Answer[Name] };
  readonly ms: number[];
  readonly bytes: number[];
  toolCalls?: ToolCall[];
}

type Content = Extract<StreamEvent, { kind: 'text' | 'reasoning' | 'toolCall' }>;
type Fragment = Extract<StreamEvent, { kind: 'toolCall' }>;

function grown(before: Answer, frames: readonly Frame[]): Answer {
  const growth: Growth = { answer: { ...before }, ms: [], bytes: [] };
  const { answer, ms, bytes } = growth;
  for (const frame of frames) {
    if (answer.end) break;
    if (frame.type !== HEARTBEAT) take(growth, frame);
  }
  if (answer.position === before.position && !answer.end) return before;
  answer.ticks = append(before.ticks, ms, bytes);
  return answer;
}

function take(growth: Growth, frame: Frame): void {
  const { answer } = growth;
  const position = positionOf(frame);
  if (position <= answer.position || position > answer.position + 1) return;
  try {
    told(growth, decode(frame), frame.at);
    answer.position = position;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    answer.end = unreadable(error);
    answer.endedAt = frame.at;
  }
}

function told(growth: Growth, { event, ms }: Entry, at: number): void {
  const { answer } = growth;
  switch (event.kind) {
    case 'started':
      answer.model = event.model;
      answer.startedAt = event.at;
      return;
    case 'extra':
      return;
    case 'finished':
    case 'failed': {
      const { usage, ...end } = event;
      if (usage) answer.usage = usage;
      answer.end = end;
      answer.endedAt = at;
      return;
    }
    default:
      tick(growth, event, ms ?? at - (answer.startedAt ?? at));
      add(growth, event);
  }
}

function tick(growth: Growth, content: Content, ms: number): void {
  const { answer } = growth;
  const before = growth.ms.at(-1) ?? lastMs(answer);
  const now = Math.max(ms, before);
  growth.ms.push(now);
  growth.bytes.push(utf8Bytes(content.kind === 'toolCall' ? content.arguments : content.text));
  if (answer.text !== '') return;
  if (answer.reasonedMillis !== undefined) answer.reasonedMillis += now - before;
  else if (content.kind === 'reasoning') answer.reasonedMillis = 0;
}

function add(growth: Growth, content: Content): void {
  const { answer } = growth;
  if (content.kind === 'text') answer.text += content.text;
  else if (content.kind === 'reasoning') answer.reasoning += content.text;
  else join(growth, content);
}

function join(growth: Growth, fragment: Fragment): void {
  growth.toolCalls ??= [...growth.answer.toolCalls];
  const calls = growth.toolCalls;
  growth.answer.toolCalls = calls;
  while (calls.length <= fragment.index) calls.push({ id: '', name: '', arguments: '' });
  const begun = calls[fragment.index];
  calls[fragment.index] = {
    id: begun?.id || fragment.id,
    name: begun?.name || fragment.name,
    arguments: (begun?.arguments ?? '') + fragment.arguments,
  };
}

function lastMs({ ticks }: Answer): number {
  return ticks.ms[ticks.length - 1] ?? 0;
}
