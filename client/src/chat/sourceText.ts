import type { Reply } from '../history/Message';
import type { Chats } from './Chats';

/** The source text of a reply as far as it has come: what is copied. */
export function sourceText(reply: Reply, chats: Chats): string {
  return reply.parts
    .map(({ key, answer }) => (answer.end ? answer : chats.live(key).get()).text)
    .join('');
}
