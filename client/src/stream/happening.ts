import type { End } from './answer';
import type { Frame } from './Frame';
import type { Problem } from './problem';

/**
 * What an answer is folded from: the frames of its stream, and what befell the connection. Plain
 * data: a tab tells others what happened to it. `at` is in milliseconds since 1970.
 */
export type Happening =
  | { readonly kind: 'opened'; readonly stream: string; readonly at: number }
  | { readonly kind: 'frames'; readonly frames: readonly Frame[] }
  | {
      readonly kind: 'cut';
      readonly at: number;
      readonly retryAt?: number;
      readonly problem?: Problem;
    }
  /** Another reader takes over, or the place was needed: no cut, and no seam. */
  | { readonly kind: 'left' }
  | { readonly kind: 'ended'; readonly end: End; readonly at: number };
