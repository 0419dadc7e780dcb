import { Chat } from '../chat/Chat';
import type { Conversation } from '../chat/Conversation';
import { Live } from '../live/Live';
import { usePath } from './path';

export function App({ conversation }: { readonly conversation: Conversation }) {
  return usePath() === '/live' ? <Live /> : <Chat conversation={conversation} />;
}
