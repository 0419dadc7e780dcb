import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { ChatState } from '../chat/Chats';
import { useChats } from '../chat/ChatsContext';
import { sseTransport } from '../stream/sseTransport';
import { Inspection } from './Inspection';
import { Trace } from './Trace';

interface Props {
  /** The key of a part, or `stream:<id>`. */
  readonly partKey: string;
  readonly onClose: () => void;
}

/** The stream inspector: it fills the panel that it is in, which may be low. */
export function Inspector({ partKey, onClose }: Props) {
  const chats = useChats();
  const body = useStore(chats.store, (state) => bodyOf(state, partKey));
  const log = useMemo(
    () => new Trace(chats.live(partKey), chats.recording(partKey), sseTransport()),
    [chats, partKey],
  );
  return (
    <Inspection
      key={partKey}
      log={log}
      body={body}
      onCut={() => chats.cut(partKey)}
      onClose={onClose}
    />
  );
}

/** The body that started a part of the conversation that is shown. */
function bodyOf({ shown }: ChatState, key: string): object | undefined {
  for (const message of shown?.messages.values() ?? []) {
    if (message.kind !== 'reply') continue;
    const part = message.parts.find((part) => part.key === key);
    if (part) return part.body;
  }
  return undefined;
}
