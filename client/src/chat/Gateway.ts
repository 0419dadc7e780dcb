import type { Problem } from '../stream/problem';
import type { Model } from './Model';

/** What the chat asks of the gateway beside its streams. */
export interface Gateway {
  /** Ends a stream for everybody. Why not, if it can't: `unreachable`, or what the gateway says. */
  cancel(stream: string): Promise<Problem | undefined>;
  models(): Promise<{ readonly models: readonly Model[] } | { readonly problem: Problem }>;
}
