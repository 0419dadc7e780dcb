import type { MessageId } from './Message';

/** What goes along with each prompt of a conversation. */
export interface Choice {
  /** Undefined: the gateway's default. */
  readonly model?: string;
  readonly system: string;
  /** OpenAI's names: `{"temperature":0.2,"max_tokens":200}`. */
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  /** A simulator's knobs, as PROTOCOL.md has them: `{"tokensPerSecond":80,"fault":{"kind":"stall"}}`. */
  readonly simulate: Readonly<Record<string, unknown>>;
}

/** More than these are a document, not questions. */
export const MOST_QUEUED = 10;

/** Messages that belong together. The tree itself is in them: see `tree.ts`. */
export interface Conversation {
  readonly id: string;
  readonly title: string;
  /** Somebody gave it its title: it is no longer the first question's first line. */
  readonly renamed: boolean;
  readonly createdAt: number;
  /** When something was last asked. */
  readonly changedAt: number;
  /** At each fork, by the parent's id (`''` at the root), the child that is shown. */
  readonly chosen: Readonly<Record<string, MessageId>>;
  readonly choice: Choice;
  readonly draft: string;
  /** Questions that wait for the live answer to end, `MOST_QUEUED` at most. */
  readonly queue: readonly string[];
  /** How its latest reply on the shown path stands, for the list. */
  readonly state: 'idle' | 'live' | 'finished' | 'failed';
  /** When it was deleted; it can be had back for an hour, and is then really deleted at the next start. */
  readonly deletedAt?: number;
}

/** A system prompt that somebody keeps. */
export interface SystemPrompt {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}
