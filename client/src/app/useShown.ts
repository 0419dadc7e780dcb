import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Chats } from '../chat/Chats';
import { go } from './router';
import type { Route } from './routes';

/** What came of asking for a conversation; of a new one the id is empty. */
interface Asked {
  readonly id: string;
  readonly there: boolean;
}

/** Has the chats show what the address says; true if there is no such conversation. */
export function useShown(route: Route, chats: Chats): boolean {
  const wanted = wantedBy(route);
  const shown = useStore(chats.store, (state) => state.shown?.conversation.id);
  const [asked, setAsked] = useState<Asked>();

  useEffect(() => {
    if (wanted === undefined || wanted === chats.store.getState().shown?.conversation.id) return;
    let current = true;
    void chats.show(wanted || undefined).then((there) => {
      if (current) setAsked({ id: wanted, there });
    });
    return () => {
      current = false;
      setAsked(undefined);
    };
  }, [wanted, chats]);

  // A new conversation has an address as soon as something was asked in it.
  const begun = wanted === '' && asked?.id === '';
  useEffect(() => {
    if (!begun) return;
    return chats.store.subscribe((state) => {
      if (!state.shown || state.shown.path.length === 0) return;
      go({ kind: 'conversation', id: state.shown.conversation.id }, 'replace');
    });
  }, [begun, chats]);

  return wanted !== shown && asked !== undefined && asked.id === wanted && !asked.there;
}

function wantedBy(route: Route): string | undefined {
  if (route.kind === 'conversation') return route.id;
  return route.kind === 'new' ? '' : undefined;
}
