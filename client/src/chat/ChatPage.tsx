import { useCallback, useRef, useState } from 'react';
import type { MessageId, Question, Reply } from '../history/Message';
import { useWords } from '../i18n/useWords';
import { Announcer } from './Announcer';
import { AutoScroll } from './AutoScroll';
import styles from './ChatPage.module.css';
import type { Shown } from './Chats';
import { useChatState } from './ChatsContext';
import { Composer } from './Composer';
import { EmptyState } from './EmptyState';
import { ProblemLine } from './ProblemLine';
import { Transcript } from './Transcript';
import { AutoScrollContext } from './useAutoScroll';
import { useChatActions } from './useChatActions';

/** The conversation that is shown, over the composer. */
export function ChatPage() {
  const { loading } = useWords().chat;
  const shown = useChatState((state) => state.shown);
  if (shown) return <ShownPage key={shown.conversation.id} shown={shown} />;
  return (
    <main className={styles.page} aria-busy="true">
      <p className={styles.loading}>{loading}</p>
    </main>
  );
}

function ShownPage({ shown }: { readonly shown: Shown }) {
  const [scroll] = useState(() => new AutoScroll());
  const [editing, setEditing] = useState<MessageId>();
  const field = useRef<HTMLTextAreaElement>(null);
  const { conversation, path } = shown;
  const reply = path.findLast((message): message is Reply => message.kind === 'reply');
  const last = path.findLast((message): message is Question => message.kind === 'question');
  const edit = useCallback(
    (question: MessageId | undefined) => {
      // The field makes the page longer, and is not to be followed out of sight.
      if (question !== undefined) scroll.release();
      setEditing(question);
    },
    [scroll],
  );
  const editLast = () => {
    if (last) edit(last.id);
    return last !== undefined;
  };
  useChatActions(reply);

  return (
    <AutoScrollContext value={scroll}>
      <main className={styles.page} data-empty={path.length === 0}>
        {path.length === 0 ? (
          <div className={styles.scroll}>
            <EmptyState
              choice={conversation.choice}
              onStart={() => field.current?.focus({ preventScroll: true })}
            />
          </div>
        ) : (
          <Transcript shown={shown} scroll={scroll} editing={editing} onEdit={edit} />
        )}
        <div className={styles.foot}>
          <ProblemLine />
          <Composer field={field} conversation={conversation} reply={reply} onEditLast={editLast} />
        </div>
        <Announcer reply={reply} />
      </main>
    </AutoScrollContext>
  );
}
