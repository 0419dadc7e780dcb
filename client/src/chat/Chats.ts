import type { StoreApi } from 'zustand/vanilla';
import type { Choice, Conversation, SystemPrompt } from '../history/Conversation';
import type { Keeping } from '../history/History';
import type { Message, MessageId } from '../history/Message';
import type { Answer } from '../stream/answer';
import type { LiveAnswer } from '../stream/LiveAnswer';
import type { Problem } from '../stream/problem';
import type { Recording } from '../stream/Recording';
import type { Model } from './Model';

/** All that the pages draw. Immutable; what did not change keeps its identity. */
export interface ChatState {
  /** Newest first. Undefined until they are read. */
  readonly conversations?: readonly Conversation[];
  /** They could not be read. */
  readonly unread?: boolean;
  /** The conversation that is shown; one that is new has no messages, and is kept with its first question. */
  readonly shown?: Shown;
  /** Undefined until the gateway has told. */
  readonly models?: readonly Model[];
  readonly systemPrompts: readonly SystemPrompt[];
  /** Why the models are not known. */
  readonly modelsProblem?: Problem | undefined;
  /** Why the last Stop came to nothing. */
  readonly cancelProblem?: Problem | undefined;
  readonly keeping: Keeping['kind'];
  readonly online: boolean;
}

export interface Shown {
  readonly conversation: Conversation;
  readonly messages: ReadonlyMap<MessageId, Message>;
  /** From a root to a leaf, as `tree.ts` finds it by what was chosen at each fork. */
  readonly path: readonly Message[];
}

/** What somebody can do in the chat. What comes of it is in the store. */
export interface Chats {
  readonly store: StoreApi<ChatState>;
  /** Shows this conversation, or a new one. False if there is none of this id. */
  show(conversation?: string): Promise<boolean>;
  /** Asks at the end of the shown path; while an answer is live there, queues it. */
  ask(text: string): Promise<void>;
  /** Asks again in other words: a sibling of that question. */
  edit(question: MessageId, text: string): Promise<void>;
  /** Another answer to the same question: a sibling of that reply. Also what Retry does. */
  regenerate(reply: MessageId, model?: string): Promise<void>;
  /** Lets a reply that failed, was cut short or was cancelled go on from where it is: a further part. */
  goOn(reply: MessageId): Promise<void>;
  /** Ends the live part for everybody; a second time, while the gateway can't be reached, stops waiting for it. */
  cancel(reply: MessageId): Promise<void>;
  /** Drops this browser's connection of a live part; it resumes. */
  cut(key: string): void;
  unqueue(index: number): Promise<void>;
  /** Shows this sibling, and what follows it. */
  choose(message: MessageId): Promise<void>;
  draft(text: string): void;
  choice(choice: Choice): Promise<void>;
  rename(conversation: string, title: string): Promise<void>;
  remove(conversation: string): Promise<void>;
  restore(conversation: string): Promise<void>;
  putSystemPrompt(prompt: SystemPrompt): Promise<void>;
  deleteSystemPrompt(id: string): Promise<void>;
  /** Every conversation in a file of our own JSON; reads one, and says how many conversations it held. */
  exportAll(): Promise<Blob>;
  importAll(file: Blob): Promise<number>;
  /** What a conversation shows, as one Markdown file. */
  exportMarkdown(conversation: string): Promise<Blob>;
  /** The answer of a live part, by its key, or of any stream, by `stream:<id>`, while it is watched. */
  live(key: string): LiveAnswer;
  recording(key: string): Recording;
  /** Begins to follow a stream that is in no conversation, read-only, until closed. */
  watch(stream: string): { readonly close: () => void };
  /** Makes a conversation of a stream that was watched, and gives its id. */
  saveAsConversation(stream: string, request: unknown, answer: Answer): Promise<string>;
  loadModels(): Promise<void>;
}
