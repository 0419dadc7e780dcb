import { decodeWhole, type Whole } from './decodeConversation';
import { BadFile, Fields, list } from './decoding';
import type { History } from './History';
import type { Message, Part } from './Message';
import { newId } from './newId';

/** Of the file's format. Newer code may write another, and must read this one. */
const VERSION = 1;

const MOST_BYTES = 64 * 1024 * 1024;

/**
 * All conversations as one file: `{"spate":1,"exported":"2026-10-29T10:00:00.000Z",
 * "conversations":[{…,"messages":[…]}]}`.
 */
export function exportOf(all: readonly Whole[], at: number): Blob {
  const head = `{"spate":${VERSION},"exported":${JSON.stringify(new Date(at))},"conversations":[`;
  const conversations = all.map(({ conversation, messages }, index) => {
    const written = JSON.stringify({ ...conversation, messages });
    return (index === 0 ? '\n' : ',\n') + written;
  });
  return new Blob([head, ...conversations, '\n]}\n'], { type: 'application/json' });
}

/**
 * Puts what such a file holds into a history, and gives the number of its conversations. Nothing
 * that is there is written over: what is there just so is left out, and what is there otherwise
 * comes as a copy. Rejects with a `BadFile` before anything is written.
 */
export async function importInto(history: History, file: Blob): Promise<number> {
  const imported = await read(file);
  const there = new Map((await history.all()).map((whole) => [whole.conversation.id, whole]));
  const taken = new Set(
    [...there.values()].flatMap(({ messages }) => messages.map(({ id }) => id)),
  );
  for (const whole of imported) {
    const { id } = whole.conversation;
    const before = there.get(id);
    if (before && isSame(before, whole)) continue;
    const isTaken = before !== undefined || whole.messages.some((message) => taken.has(message.id));
    const { conversation, messages } = isTaken ? copyOf(whole) : whole;
    await history.put(conversation, messages);
    there.set(conversation.id, { conversation, messages });
    for (const message of messages) taken.add(message.id);
  }
  return imported.length;
}

async function read(file: Blob): Promise<readonly Whole[]> {
  if (file.size > MOST_BYTES) throw new BadFile({ kind: 'tooLarge', mostBytes: MOST_BYTES });
  const value = parsed(await file.text());
  const isOurs = typeof value === 'object' && value !== null && 'spate' in value;
  if (!isOurs || value.spate !== VERSION) throw new BadFile({ kind: 'notOurs' });
  return new Fields(value, '').get('conversations', list(decodeWhole));
}

function parsed(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    throw new BadFile({ kind: 'notJson' });
  }
}

/** As both would be read from a file: whether it waits, is seen or live is not what it says. */
function isSame(one: Whole, other: Whole): boolean {
  return essenceOf(one) === essenceOf(other);
}

function essenceOf({ conversation: { title, createdAt }, messages }: Whole): string {
  const sorted = [...messages].sort((one, other) => (one.id < other.id ? -1 : 1));
  return JSON.stringify([title, createdAt, sorted.map(saidIn)]);
}

function saidIn(message: Message): unknown {
  const { id, parent, at } = message;
  if (message.kind === 'question') return [id, parent, at, message.text];
  const parts = message.parts.map(({ answer }) => [answer.position, answer.text, answer.reasoning]);
  return [id, parent, at, message.model, parts];
}

function copyOf({ conversation, messages }: Whole): Whole {
  const fresh = new Map(messages.map(({ id }) => [id, newId()]));
  const renamed = (id: string) => fresh.get(id) ?? id;
  const id = newId();
  return {
    conversation: {
      ...conversation,
      id,
      chosen: Object.fromEntries(
        Object.entries(conversation.chosen).map(([fork, child]) => [renamed(fork), renamed(child)]),
      ),
    },
    messages: messages.map((message) => {
      const parent = message.parent === null ? null : renamed(message.parent);
      const copy = { ...message, id: renamed(message.id), conversation: id, parent };
      return copy.kind === 'question' ? copy : { ...copy, parts: copy.parts.map(copyOfPart) };
    }),
  };
}

function copyOfPart(part: Part): Part {
  return { ...part, key: newId() };
}
