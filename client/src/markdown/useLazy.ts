import { useCallback, useSyncExternalStore } from 'react';
import type { Lazy } from './Lazy';

const nothing = () => {};

/** A lazy part of the program as soon as it is there; fetched only if it is wanted. */
export function useLazy<T>(lazy: Lazy<T>, wanted: boolean): T | undefined {
  const subscribe = useCallback(
    (tell: () => void) => (wanted ? lazy.want(tell) : nothing),
    [lazy, wanted],
  );
  return useSyncExternalStore(subscribe, lazy.value);
}
