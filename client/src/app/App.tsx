import { Chat } from '../chat/Chat';
import type { Conversation } from '../chat/Conversation';
import type { Draft } from '../chat/Draft';
import { Live } from '../live/Live';
import { usePath } from './path';

interface Props {
  readonly conversation: Conversation;
  readonly draft: Draft;
}

export function App({ conversation, draft }: Props) {
  return usePath() === '/live' ? <Live /> : <Chat conversation={conversation} draft={draft} />;
}
