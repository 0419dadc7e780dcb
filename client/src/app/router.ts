import { useMemo, useSyncExternalStore } from 'react';
import { addressOf, type Route, routeOf } from './routes';

/** What the page's address shows now. */
export function useRoute(): Route {
  const path = useSyncExternalStore(subscribe, () => location.pathname);
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return useMemo(() => routeOf(path, hash, import.meta.env.DEV), [path, hash]);
}

/** Shows something else without loading the page, so that all that is live lives on. */
export function go(route: Route, how: 'push' | 'replace' = 'push'): void {
  const address = addressOf(route);
  if (how === 'replace') history.replaceState(null, '', address);
  else if (address !== location.pathname + location.hash) history.pushState(null, '', address);
  dispatchEvent(new PopStateEvent('popstate'));
}

function subscribe(listener: () => void): () => void {
  addEventListener('popstate', listener);
  addEventListener('hashchange', listener);
  return () => {
    removeEventListener('popstate', listener);
    removeEventListener('hashchange', listener);
  };
}
