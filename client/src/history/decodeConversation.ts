import type { Answer, End, Seam, ToolCall } from '../stream/answer';
import type { Usage } from '../stream/events';
import type { Problem } from '../stream/problem';
import type { Ticks } from '../stream/Ticks';
import type { Choice, Conversation } from './Conversation';
import {
  count,
  type Decoder,
  Fields,
  finite,
  flag,
  id,
  json,
  list,
  members,
  orNull,
  parameter,
  text,
  time,
  wanted,
} from './decoding';
import type { Message, Part } from './Message';

/** A conversation with all its messages. */
export interface Whole {
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
}

/**
 * Reads a conversation of a file: `{"id":…,"title":…,…,"messages":[…]}`. Nothing in it is live any
 * more, so what was has gone, and what waited for it to end is a draft again.
 */
export const decodeWhole: Decoder<Whole> = (value, where) => {
  const fields = new Fields(value, where);
  const conversation = conversationOf(fields);
  const messages = fields.get('messages', list(message(conversation.id)));
  const seen = new Set<string>();
  for (const [index, each] of messages.entries()) {
    if (seen.has(each.id)) throw wanted('an id of its own', `${where}.messages[${index}].id`);
    seen.add(each.id);
  }
  return { conversation, messages };
};

function conversationOf(fields: Fields): Conversation {
  const state = fields.get('state', oneOf('idle', 'live', 'finished', 'failed'));
  const waiting = [...fields.get('queue', list(text)), fields.get('draft', text)];
  return {
    id: fields.get('id', id),
    title: fields.get('title', text),
    renamed: fields.get('renamed', flag),
    createdAt: fields.get('createdAt', time),
    changedAt: fields.get('changedAt', time),
    chosen: fields.get('chosen', members(id)),
    choice: fields.get('choice', choice),
    draft: waiting.filter((each) => each !== '').join('\n\n'),
    queue: [],
    state: state === 'live' ? 'failed' : state,
  };
}

const choice: Decoder<Choice> = (value, where) => {
  const fields = new Fields(value, where);
  return {
    ...fields.some('model', text),
    system: fields.get('system', text),
    parameters: fields.get('parameters', members(parameter)),
    simulate: fields.get('simulate', json),
  };
};

function message(conversation: string): Decoder<Message> {
  return (value, where) => {
    const fields = new Fields(value, where);
    const node = {
      id: fields.get('id', id),
      conversation,
      parent: fields.get('parent', orNull(id)),
      at: fields.get('at', time),
    };
    const kind = fields.get('kind', oneOf('question', 'reply'));
    if (kind === 'question') return { kind, ...node, text: fields.get('text', text) };
    const parts = fields.get('parts', list(part));
    if (parts.length === 0) throw wanted('at least one part', fields.at('parts'));
    return { kind, ...node, model: fields.get('model', text), parts };
  };
}

const part: Decoder<Part> = (value, where) => {
  const fields = new Fields(value, where);
  return {
    key: fields.get('key', id),
    body: fields.get('body', json),
    answer: fields.get('answer', answer),
  };
};

const answer: Decoder<Answer> = (value, where) => {
  const fields = new Fields(value, where);
  return {
    ...fields.some('stream', text),
    ...fields.some('model', text),
    ...fields.some('startedAt', time),
    position: fields.get('position', count),
    text: fields.get('text', text),
    reasoning: fields.get('reasoning', text),
    ...fields.some('reasonedMillis', finite),
    toolCalls: fields.get('toolCalls', list(toolCall)),
    ...fields.some('usage', usage),
    ticks: fields.get('ticks', ticks),
    seams: fields.get('seams', list(seam)),
    reconnects: fields.get('reconnects', count),
    connection: { kind: 'waiting' },
    end: fields.some('end', end).end ?? { kind: 'gone' },
    ...fields.some('endedAt', time),
  };
};

const toolCall: Decoder<ToolCall> = (value, where) => {
  const fields = new Fields(value, where);
  return {
    id: fields.get('id', text),
    name: fields.get('name', text),
    arguments: fields.get('arguments', text),
  };
};

const usage: Decoder<Usage> = (value, where) => {
  const fields = new Fields(value, where);
  return {
    inputTokens: fields.get('inputTokens', count),
    outputTokens: fields.get('outputTokens', count),
    ...fields.some('estimated', flag),
  };
};

const ticks: Decoder<Ticks> = (value, where) => {
  const fields = new Fields(value, where);
  const found = {
    length: fields.get('length', count),
    ms: fields.get('ms', list(finite)),
    bytes: fields.get('bytes', list(finite)),
  };
  const { length, ms, bytes } = found;
  if (ms.length !== length) throw wanted(`${length} numbers`, fields.at('ms'));
  if (bytes.length !== length) throw wanted(`${length} numbers`, fields.at('bytes'));
  return found;
};

const seam: Decoder<Seam> = (value, where) => {
  const fields = new Fields(value, where);
  return {
    position: fields.get('position', count),
    length: fields.get('length', count),
    awayMillis: fields.get('awayMillis', finite),
    ms: fields.get('ms', finite),
  };
};

const end: Decoder<End> = (value, where) => {
  const fields = new Fields(value, where);
  const kind = fields.get('kind', oneOf('finished', 'failed', 'refused', 'gone', 'abandoned'));
  switch (kind) {
    case 'finished':
      return { kind, reason: fields.get('reason', text) };
    case 'failed':
      return {
        kind,
        code: fields.get('code', text),
        message: fields.get('message', text),
        retryable: fields.get('retryable', flag),
      };
    case 'refused':
      return { kind, problem: fields.get('problem', problem) };
    case 'gone':
      return { kind, ...fields.some('ended', time), ...fields.some('forgotten', time) };
    case 'abandoned':
      return { kind };
  }
};

const problem: Decoder<Problem> = (value, where) => {
  const fields = new Fields(value, where);
  return {
    status: fields.get('status', count),
    type: fields.get('type', text),
    title: fields.get('title', text),
    detail: fields.get('detail', text),
  };
};

function oneOf<const Name extends string>(...names: readonly Name[]): Decoder<Name> {
  return (value, where) => {
    const name = names.find((each) => each === value);
    if (name === undefined) throw wanted(`one of ${names.join(', ')}`, where);
    return name;
  };
}
