import { createContext, useContext, useState, useSyncExternalStore } from 'react';
import { type Place, Reading } from './Reading';

/** Where somebody reads on this page, for what may move it. */
export const ReadingContext = createContext<Reading | undefined>(undefined);

/** The reading of the page that this is on; where there is none, one of its own that moves nothing. */
export function useReading(): Reading {
  const above = useContext(ReadingContext);
  const [own] = useState(() => new Reading());
  return above ?? own;
}

export function usePlace(reading: Reading): Place {
  return useSyncExternalStore(reading.subscribe, reading.get);
}
