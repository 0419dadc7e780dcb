import type { Answer } from '../stream/answer';

export type MessageId = string;

/** A node of a conversation's tree; `parent` is null at a root. Messages are never changed into others. */
export type Message = Question | Reply;

/** What somebody asked. */
export interface Question {
  readonly kind: 'question';
  readonly id: MessageId;
  readonly conversation: string;
  readonly parent: MessageId | null;
  readonly at: number;
  readonly text: string;
}

/** What a model said to a question: one stream, and another for each time that it was continued. */
export interface Reply {
  readonly kind: 'reply';
  readonly id: MessageId;
  readonly conversation: string;
  readonly parent: MessageId | null;
  readonly at: number;
  /** The model that was asked. */
  readonly model: string;
  /** At least one, in order. Only the last may be live. */
  readonly parts: readonly Part[];
}

/** One stream's part of a reply. It is live until its answer has an end. */
export interface Part {
  /** The Idempotency-Key of its POST, and its name in this browser. */
  readonly key: string;
  /** The body of its POST, exactly as it is sent, and sent again. */
  readonly body: object;
  /** Somebody pressed Stop: to be cancelled as soon as its stream is known. */
  readonly cancelling?: boolean;
  /** How far it has come. Kept, it may lag behind what is on the screen. */
  readonly answer: Answer;
}

/** Whether this is a reply of which nobody has yet told how its last part ended. */
export function isLive(message: Message | undefined): message is Reply {
  return message?.kind === 'reply' && message.parts.at(-1)?.answer.end === undefined;
}
