import { type Answer, nothingYet } from '../stream/answer';
import type { Conversation } from './Conversation';
import type { Message, Part, Question, Reply } from './Message';

/** A conversation with nothing in it, but for what a test says of it. */
export function conversation(id: string, told: Partial<Conversation> = {}): Conversation {
  return {
    id,
    title: '',
    renamed: false,
    createdAt: 1,
    changedAt: 1,
    chosen: {},
    choice: { system: '', parameters: {}, simulate: {} },
    draft: '',
    queue: [],
    state: 'idle',
    ...told,
  };
}

export function question(id: string, told: Partial<Question> = {}): Question {
  return { kind: 'question', id, conversation: 'c', parent: null, at: 1, text: id, ...told };
}

export function reply(id: string, told: Partial<Reply> = {}): Reply {
  const parts = [part(`${id}-key`)];
  return {
    kind: 'reply',
    id,
    conversation: 'c',
    parent: null,
    at: 1,
    model: 'echo',
    parts,
    ...told,
  };
}

/** A part that is live, unless its answer has an end. */
export function part(key: string, answer: Partial<Answer> = {}, told: Partial<Part> = {}): Part {
  return { key, body: { model: 'echo' }, answer: { ...nothingYet, ...answer }, ...told };
}

export const finished = { end: { kind: 'finished', reason: 'stop' } } as const;

export function byId(...messages: readonly Message[]): ReadonlyMap<string, Message> {
  return new Map(messages.map((message) => [message.id, message]));
}
