import type { DBSchema, IDBPTransaction } from 'idb';
import type { Conversation, SystemPrompt } from './Conversation';
import { isLive, type Message, type MessageId, type Part } from './Message';
import type { MessageTable, Records, Table } from './Records';
import { type Sound, soundConversation, soundMessage, soundSystemPrompt } from './sound';

/** What is in the database, by its object stores. */
export interface Schema extends DBSchema {
  conversations: { key: string; value: Conversation };
  messages: {
    key: string;
    value: StoredMessage;
    indexes: { conversation: string; live: number };
  };
  systemPrompts: { key: string; value: SystemPrompt };
  partings: { key: number; value: Parting };
}

/** How far a part had come when its page was left, and could wait for nothing more. */
export interface Parting {
  readonly reply: MessageId;
  readonly part: Part;
}

/** A reply that is live says so by a member of its own: an index has no record that lacks it. */
type StoredMessage = Message & { readonly live?: 1 };

export const STORES = ['conversations', 'messages', 'systemPrompts'] as const;

type Mode = 'readonly' | 'readwrite';
type Transaction<M extends Mode> = IDBPTransaction<Schema, typeof STORES, M>;

/**
 * The records of one transaction; if it is `readonly`, changing one rejects. What is damaged is left
 * out, each time that it is come upon, and stays where it is.
 */
export function recordsOf(transaction: Transaction<Mode>, damaged: () => void): Records {
  const sieve =
    (isSound: Sound): Sieve =>
    (stored) => {
      const sound = stored.filter(isSound);
      if (sound.length < stored.length) damaged();
      return sound;
    };
  return {
    conversations: tableOf(transaction, 'conversations', sieve(soundConversation)),
    messages: messagesOf(transaction, sieve(soundMessage)),
    systemPrompts: tableOf(transaction, 'systemPrompts', sieve(soundSystemPrompt)),
  };
}

type Sieve = <T>(stored: readonly T[]) => readonly T[];

function tableOf<Name extends 'conversations' | 'systemPrompts'>(
  transaction: Transaction<Mode>,
  name: Name,
  sound: Sieve,
): Table<Schema[Name]['value']> {
  const store = transaction.objectStore(name);
  return {
    get: async (id) => sound(some(await store.get(id)))[0],
    all: async () => sound(await store.getAll()),
    put: async (record) => void (await writable(store.put).call(store, record)),
    delete: async (id) => void (await writable(store.delete).call(store, id)),
  };
}

function messagesOf(transaction: Transaction<Mode>, sound: Sieve): MessageTable {
  const store = transaction.objectStore('messages');
  const { put, delete: remove } = store;
  const messages = (stored: readonly StoredMessage[]): readonly Message[] =>
    sound(stored).map(({ live: _, ...rest }) => rest);
  return {
    get: async (id) => messages(some(await store.get(id)))[0],
    all: async () => messages(await store.getAll()),
    of: async (conversation) => messages(await store.index('conversation').getAll(conversation)),
    live: async () => messages(await store.index('live').getAll(1)).filter(isLive),
    put: async (record) =>
      void (await writable(put).call(store, isLive(record) ? { ...record, live: 1 } : record)),
    delete: async (id) => void (await writable(remove).call(store, id)),
  };
}

function some<T>(found: T | undefined): readonly T[] {
  return found === undefined ? [] : [found];
}

function writable<T>(method: T | undefined): T {
  if (!method) throw new Error('Only a transaction that may write has this.');
  return method;
}
