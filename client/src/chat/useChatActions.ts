import type { Reply } from '../history/Message';
import { isLive } from '../history/Message';
import { useWords } from '../i18n/useWords';
import { useAction } from '../ui/actions';
import { copyText } from '../ui/copyText';
import { say } from '../ui/toasts';
import { useChats } from './ChatsContext';
import { sourceText } from './sourceText';

/** What shortcuts ask of a conversation whose last reply this is. */
export function useChatActions(reply: Reply | undefined): void {
  const words = useWords().chat.reply;
  const chats = useChats();

  const copy = (text: string) => {
    if (text === '') return false;
    void copyText(text).then((copied) =>
      say(copied ? { text: words.copied } : { text: words.notCopied, tone: 'fail' }),
    );
    return true;
  };

  useAction('cancel', () => {
    if (!reply || !isLive(reply)) return false;
    void chats.cancel(reply.id);
    return true;
  });
  useAction('copyAnswer', () => copy(reply ? sourceText(reply, chats) : ''));
  useAction('copyCode', () => {
    const blocks = document.querySelectorAll('[role=log] pre > code');
    return copy(blocks[blocks.length - 1]?.textContent ?? '');
  });
}
