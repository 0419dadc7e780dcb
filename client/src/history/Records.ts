import type { Conversation, SystemPrompt } from './Conversation';
import type { Message, Reply } from './Message';

/** All that is kept, as one transaction reads and changes it. */
export interface Records {
  readonly conversations: Table<Conversation>;
  readonly messages: MessageTable;
  readonly systemPrompts: Table<SystemPrompt>;
}

/** Records of one kind, by their id. */
export interface Table<T> {
  get(id: string): Promise<T | undefined>;
  all(): Promise<readonly T[]>;
  put(record: T): Promise<void>;
  delete(id: string): Promise<void>;
}

export interface MessageTable extends Table<Message> {
  of(conversation: string): Promise<readonly Message[]>;
  live(): Promise<readonly Reply[]>;
}

/** Who is asked for a transaction. */
export interface Transactions {
  /** Nothing that `work` reads changes meanwhile. */
  read<T>(work: Work<T>): Promise<T>;
  /**
   * Everything that `work` changes is there once this returns, or nothing is. It may be called
   * again, on other records, and waits for nothing but them.
   */
  write<T>(work: Work<T>, haste?: Haste): Promise<T>;
}

export type Work<T> = (records: Records) => Promise<T>;

/** `soon` may be lost with the machine's power, `now` is on its disk before the write returns. */
export type Haste = 'soon' | 'now';
