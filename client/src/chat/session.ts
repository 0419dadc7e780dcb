const KEY = 'spate.stream';

/** The stream this tab is reading, so that a reload goes on with it. Storage may be forbidden. */
export const session = {
  stream(): string | undefined {
    try {
      return sessionStorage.getItem(KEY) ?? undefined;
    } catch {
      return undefined;
    }
  },
  remember(stream: string | undefined): void {
    try {
      if (stream) sessionStorage.setItem(KEY, stream);
      else sessionStorage.removeItem(KEY);
    } catch {
      // Then a reload begins afresh.
    }
  },
};

export type Session = typeof session;
