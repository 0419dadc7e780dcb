/** What a follower needs of the world around it. */
export interface World {
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Waits, but no longer than until the network comes back. */
  pause(millis: number): Promise<void>;
  now(): number;
  /** After so long without a byte a connection counts as cut. */
  readonly silenceMillis: number;
}

const HEARTBEAT_MILLIS = 15_000;

export const browser: World = {
  fetch: (path, init) => fetch(path, init),
  now: () => performance.now(),
  silenceMillis: 3 * HEARTBEAT_MILLIS,
  pause: (millis) =>
    new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        removeEventListener('online', done);
        resolve();
      };
      const timer = setTimeout(done, millis);
      addEventListener('online', done);
    }),
};
