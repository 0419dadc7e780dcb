import type { Answer } from '../stream/answer';
import type { Problem } from '../stream/problem';

/** A prompt and its answer. */
export interface Turn {
  readonly id: number;
  /** Unknown while a reloaded page, which could not keep it, asks the gateway for it. */
  readonly prompt?: string;
  readonly answer: Answer;
  readonly cancelling: boolean;
  /** Whether the prompt, which could not be sent, is in the box again. */
  readonly takenBack: boolean;
  /** Why it could not be cancelled. */
  readonly problem?: Problem;
}
