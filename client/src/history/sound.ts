import { nothingYet } from '../stream/answer';
import { unreachable } from '../stream/problem';

/*
 * What the pages rely on in each kind of record: an example of it. A list has one element, which
 * each of a record's is to be like, and a function tells what an example can't. The decoders of a
 * file ask for more, and would be too much for the first load.
 */

const systemPrompt = { id: '', name: '', text: '' };

const conversation = {
  id: '',
  title: '',
  createdAt: 0,
  changedAt: 0,
  chosen: {},
  choice: { model: maybe(''), system: '', parameters: {}, simulate: {} },
  draft: '',
  queue: [''],
  state: '',
  deletedAt: maybe(0),
};

const ends: Readonly<Record<string, object>> = {
  finished: { reason: '' },
  failed: { code: '', message: '' },
  refused: { problem: unreachable },
  gone: { ended: maybe(0), forgotten: maybe(0) },
};

const answer = {
  ...nothingYet,
  stream: maybe(''),
  model: maybe(''),
  startedAt: maybe(0),
  reasonedMillis: maybe(0),
  toolCalls: [{ id: '', name: '', arguments: '' }],
  usage: maybe({ inputTokens: 0, outputTokens: 0 }),
  ticks: { length: 0, ms: [0], bytes: [0] },
  seams: [{ position: 0, length: 0, awayMillis: 0, ms: 0 }],
  end: maybe((end: unknown) => like({ kind: '' }, end) && like(ends[Object(end).kind] ?? {}, end)),
  endedAt: maybe(0),
};

const node = {
  id: '',
  conversation: '',
  parent: (parent: unknown) => parent === null || like('', parent),
  at: 0,
};

const question = { ...node, text: '' };

const reply = { ...node, model: '', parts: [{ key: '', body: {}, answer }] };

/** Whether a record is one that the pages can show: as it was written, and not damaged since. */
export type Sound = (record: unknown) => boolean;

export const soundSystemPrompt: Sound = (record) => like(systemPrompt, record);

export const soundConversation: Sound = (record) => like(conversation, record);

export const soundMessage: Sound = (record) => {
  const { kind, parts } = Object(record);
  if (kind === 'question') return like(question, record);
  return kind === 'reply' && like(reply, record) && parts.length > 0;
};

/** As far as a Date goes: no number of a record is greater. */
const MOST = 8.64e15;

function like(example: unknown, value: unknown): boolean {
  if (typeof example === 'function') return example(value);
  if (Array.isArray(example))
    return Array.isArray(value) && value.every((each) => like(example[0], each));
  if (typeof example === 'number') return typeof value === 'number' && Math.abs(value) <= MOST;
  if (typeof example !== 'object') return typeof value === typeof example;
  if (typeof value !== 'object' || value === null) return false;
  const members = new Map(Object.entries(value));
  return Object.entries(example ?? {}).every(([name, each]) => like(each, members.get(name)));
}

function maybe(example: unknown): Sound {
  return (value) => value === undefined || like(example, value);
}
