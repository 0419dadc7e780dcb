import { useEffect, useRef } from 'react';

/** What a shortcut, a command or a button elsewhere may ask the page to do. */
export type Action =
  | 'search'
  | 'newConversation'
  | 'write'
  | 'copyAnswer'
  | 'copyCode'
  | 'cancel'
  | 'toggleList'
  | 'inspect'
  | 'settings'
  | 'help';

/** Does it; `false` if there was nothing to do. */
type Doer = () => boolean | undefined;

const doers = new Map<Action, Doer[]>();

/** Asks whoever came last, and then those before, until one does it. False if none does. */
export function perform(action: Action): boolean {
  const all = doers.get(action) ?? [];
  return all.toReversed().some((act) => act() !== false);
}

/** Does this action as long as the component is there. Return false where there is nothing to do. */
export function useAction(action: Action, act: Doer): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const doer: Doer = () => latest.current();
    doers.set(action, [...(doers.get(action) ?? []), doer]);
    return () => {
      doers.set(
        action,
        (doers.get(action) ?? []).filter((other) => other !== doer),
      );
    };
  }, [action]);
}
