import { useSyncExternalStore } from 'react';

/** The message that the address names, `#<id>`; empty if none. */
export function useHash(): string {
  return useSyncExternalStore(subscribe, () => decoded(location.hash.slice(1)));
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  addEventListener('popstate', listener);
  return () => {
    removeEventListener('hashchange', listener);
    removeEventListener('popstate', listener);
  };
}

function decoded(hash: string): string {
  try {
    return decodeURIComponent(hash);
  } catch {
    return '';
  }
}
