import { useCallback, useSyncExternalStore } from 'react';
import type { Answer } from '../stream/answer';
import type { Source } from './useSource';

/** A growing answer, drawn anew at most once in so many milliseconds, and at its end at once. */
export function useSampled(source: Source, everyMillis: number): Answer {
  const subscribe = useCallback(
    (listener: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const tell = () => {
        clearTimeout(timer);
        timer = undefined;
        listener();
      };
      const unsubscribe = source.subscribe(() => {
        if (source.get().end) tell();
        else timer ??= setTimeout(tell, everyMillis);
      });
      return () => {
        clearTimeout(timer);
        unsubscribe();
      };
    },
    [source, everyMillis],
  );
  return useSyncExternalStore(subscribe, source.get);
}
