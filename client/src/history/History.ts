import type { Conversation, SystemPrompt } from './Conversation';
import type { Message, Part, Reply } from './Message';

/** Whether what is written will be there tomorrow, and what was written is there today. */
export type Keeping =
  | { readonly kind: 'kept' }
  /** The browser forbids storage (private mode): everything works until the tab is closed. */
  | { readonly kind: 'memory' }
  /** No room is left: what is there stays, what is new may not be kept. */
  | { readonly kind: 'full' }
  /** Some of what was kept is damaged: it is left out, and stays where it is. */
  | { readonly kind: 'damaged' };

/**
 * All conversations of this browser, in IndexedDB, or in memory where there is none. Each method is
 * one transaction; none throws for want of room, but `keeping` then says so.
 */
export interface History {
  readonly keeping: () => Keeping;
  readonly subscribe: (listener: () => void) => () => void;
  /** Newest change first; without what is deleted. */
  conversations(): Promise<readonly Conversation[]>;
  conversation(id: string): Promise<Conversation | undefined>;
  messages(conversation: string): Promise<readonly Message[]>;
  message(id: string): Promise<Message | undefined>;
  /** Every reply of any conversation whose last part has not ended. */
  live(): Promise<readonly Reply[]>;
  /** Writes a conversation and these messages of it, all or nothing, before it returns. */
  put(conversation: Conversation, messages?: readonly Message[]): Promise<void>;
  /** Changes what is there now, in one transaction, and returns it; undefined if it is not there. */
  change(
    id: string,
    change: (now: Conversation) => Conversation,
  ): Promise<Conversation | undefined>;
  /** Changes one part of a reply in one transaction. Its answer never goes back: see `further`. */
  keep(reply: string, part: Part): Promise<void>;
  /** Takes the first queued question out, so that only one tab gets it. */
  dequeue(conversation: string): Promise<string | undefined>;
  /** Really deletes those that were deleted before this time. */
  purge(before: number): Promise<void>;
  all(): Promise<readonly { conversation: Conversation; messages: readonly Message[] }[]>;
  systemPrompts(): Promise<readonly SystemPrompt[]>;
  putSystemPrompt(prompt: SystemPrompt): Promise<void>;
  deleteSystemPrompt(id: string): Promise<void>;
}
