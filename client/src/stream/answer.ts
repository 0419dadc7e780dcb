import type { Problem } from './problem';

/** A place where the connection was cut and the stream resumed. */
export interface Seam {
  readonly position: number;
  /** How much of the text lies before it, in UTF-16 units. */
  readonly length: number;
  readonly awayMillis: number;
}

/** How an answer ended. */
export type End =
  | { readonly kind: 'finished'; readonly reason: string }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'allRead' };

/** How the answer's reader is doing. */
export type Connection =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'open' }
  | { readonly kind: 'cut'; readonly at: number };

/** All that is known of a stream so far: the fold of its events. */
export interface Answer {
  readonly stream?: string;
  readonly model?: string;
  readonly position: number;
  readonly text: string;
  readonly seams: readonly Seam[];
  readonly connection: Connection;
  readonly end?: End;
}

/** Before anything has happened. */
export const nothingYet: Answer = {
  position: 0,
  text: '',
  seams: [],
  connection: { kind: 'waiting' },
};
