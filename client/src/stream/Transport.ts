import type { Frame } from './Frame';
import type { Problem } from './problem';

/** The request that starts a stream. Sent again with the same key, it finds the stream it started. */
export interface StartRequest {
  /** The JSON body, as it is sent. */
  readonly body: object;
  readonly key: string;
}

/** What a request came to, if the gateway answered at all. */
export type Outcome =
  /** Frames come in batches, one for each chunk of the network. Throws when the connection breaks. */
  | {
      readonly kind: 'stream';
      readonly stream: string;
      readonly frames: AsyncIterable<readonly Frame[]>;
    }
  /** Started, or there: but this reply doesn't carry it. */
  | { readonly kind: 'started'; readonly stream: string }
  | { readonly kind: 'gone'; readonly ended?: number; readonly forgotten?: number }
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** Worth another attempt, at the earliest after `afterMillis`. */
  | { readonly kind: 'busy'; readonly problem: Problem; readonly afterMillis: number };

/**
 * What carries frames from the gateway. Each call is one request; it throws when there is no
 * connection, and an aborted `signal` ends it.
 */
export interface Transport {
  /** Starts a stream, detached, and reads it by the same reply. */
  start(request: StartRequest, signal: AbortSignal): Promise<Outcome>;
  /** Starts a stream, detached, without reading it. */
  launch(request: StartRequest, signal: AbortSignal): Promise<Outcome>;
  /** Follows a stream after a position, 0 for its start, with the time of each event. */
  follow(stream: string, after: number, signal: AbortSignal): Promise<Outcome>;
}
