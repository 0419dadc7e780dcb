import { useMemo, useSyncExternalStore } from 'react';
import type { Part } from '../history/Message';
import type { Answer } from '../stream/answer';
import { useChats } from './ChatsContext';

/** Something that answers can be read from as they grow. */
export interface Source {
  readonly get: () => Answer;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Where a part's answer is: with its reader while it is live, in the part once it has ended. */
export function useSource(part: Part): Source {
  const chats = useChats();
  return useMemo(
    () => (part.answer.end ? still(part.answer) : chats.live(part.key)),
    [chats, part],
  );
}

/** What a selector gives of a growing answer, drawn anew only when that is another. */
export function useOf<T>(source: Source, select: (answer: Answer) => T): T {
  return useSyncExternalStore(source.subscribe, () => select(source.get()));
}

/** A source that does not grow any more. */
export function still(answer: Answer): Source {
  return { get: () => answer, subscribe: () => () => {} };
}

export const whole = (answer: Answer): Answer => answer;
