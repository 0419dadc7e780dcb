import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { ChatState, Chats } from './Chats';

export const ChatsContext = createContext<Chats | undefined>(undefined);

/** The chats of the page. */
export function useChats(): Chats {
  const chats = useContext(ChatsContext);
  if (!chats) throw new Error('there is no ChatsContext around this component');
  return chats;
}

/** What a selector picks of their state; draws again when that changes its identity. */
export function useChatState<Picked>(pick: (state: ChatState) => Picked): Picked {
  return useStore(useChats().store, pick);
}
