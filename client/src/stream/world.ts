/** Time, as a follower needs it. */
export interface World {
  /** In milliseconds since 1970: it goes on while the machine sleeps. */
  now(): number;
  /** Calls once, at the earliest after so long; a hidden tab's is late. The result calls it off. */
  later(millis: number, action: () => void): () => void;
}

export const browser: World = {
  now: () => Date.now(),
  later(millis, action) {
    const timer = setTimeout(action, millis);
    return () => clearTimeout(timer);
  },
};
