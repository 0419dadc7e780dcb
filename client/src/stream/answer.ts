import type { Usage } from './events';
import type { Problem } from './problem';
import type { Ticks } from './Ticks';

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

/** A place where the connection was cut and the stream resumed. */
export interface Seam {
  readonly position: number;
  /** How much of the text lies before it, in UTF-16 units. */
  readonly length: number;
  readonly awayMillis: number;
  /** When the last piece before it came: its place on the gauge. */
  readonly ms: number;
}

/** How an answer ended. */
export type End =
  | { readonly kind: 'finished'; readonly reason: string }
  | {
      readonly kind: 'failed';
      readonly code: string;
      readonly message: string;
      readonly retryable: boolean;
    }
  /** The gateway refused to start, or to show, the stream. */
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** The gateway has forgotten it; where it still knows when it ended and was forgotten, it says so. */
  | { readonly kind: 'gone'; readonly ended?: number; readonly forgotten?: number }
  /** The reader no longer waited for the gateway to confirm a cancel. */
  | { readonly kind: 'abandoned' };

/** How the answer's reader is doing. */
export type Connection =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'open' }
  /** Lost at `at`; the next attempt is at `retryAt`; `problem` where the gateway was busy. */
  | {
      readonly kind: 'cut';
      readonly at: number;
      readonly retryAt?: number;
      readonly problem?: Problem;
    };

/** All that is known of a stream so far: the fold of its events. Plain data, so it can be kept. */
export interface Answer {
  readonly stream?: string;
  readonly model?: string;
  /** When the gateway started it, in milliseconds since 1970. */
  readonly startedAt?: number;
  readonly position: number;
  readonly text: string;
  readonly reasoning: string;
  /** How long it reasoned before its first text, by the gateway's clock. */
  readonly reasonedMillis?: number;
  readonly toolCalls: readonly ToolCall[];
  readonly usage?: Usage;
  readonly ticks: Ticks;
  readonly seams: readonly Seam[];
  readonly reconnects: number;
  readonly connection: Connection;
  readonly end?: End;
  /** When this reader learnt of the end, in milliseconds since 1970. */
  readonly endedAt?: number;
}

/** Before anything has happened. */
export const nothingYet: Answer = {
  position: 0,
  text: '',
  reasoning: '',
  toolCalls: [],
  ticks: { length: 0, ms: [], bytes: [] },
  seams: [],
  reconnects: 0,
  connection: { kind: 'waiting' },
};
