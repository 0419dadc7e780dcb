import { useSyncExternalStore } from 'react';
import type { Answer } from './answer';
import type { LiveAnswer } from './LiveAnswer';

/** The answer as it grows, drawn anew at most once a frame. */
export function useAnswer(live: LiveAnswer): Answer {
  return useSyncExternalStore(live.subscribe, live.get, live.get);
}
