import { createContext, useContext, useState, useSyncExternalStore } from 'react';
import { AutoScroll, type Place } from './AutoScroll';

/** Where somebody reads on this page, for what may move it. */
export const AutoScrollContext = createContext<AutoScroll | undefined>(undefined);

/** The scroll of the page that this is on; where there is none, one of its own that moves nothing. */
export function useAutoScroll(): AutoScroll {
  const above = useContext(AutoScrollContext);
  const [own] = useState(() => new AutoScroll());
  return above ?? own;
}

export function usePlace(scroll: AutoScroll): Place {
  return useSyncExternalStore(scroll.subscribe, scroll.get);
}
