import { useCallback, useRef, useState } from 'react';
import type { MessageId, Question, Reply } from '../history/Message';
import { useWords } from '../i18n/useWords';
import { Announcer } from './Announcer';
import styles from './ChatPage.module.css';
import type { Shown } from './Chats';
import { useChatState } from './ChatsContext';
import { Composer } from './Composer';
import { EmptyState } from './EmptyState';
import { ProblemLine } from './ProblemLine';
import { Reading } from './Reading';
import { Transcript } from './Transcript';
import { useChatActions } from './useChatActions';
import { ReadingContext } from './useReading';

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
  const [reading] = useState(() => new Reading());
  const [editing, setEditing] = useState<MessageId>();
  const field = useRef<HTMLTextAreaElement>(null);
  const { conversation, path } = shown;
  const reply = path.findLast((message): message is Reply => message.kind === 'reply');
  const last = path.findLast((message): message is Question => message.kind === 'question');
  const edit = useCallback((question: MessageId | undefined) => setEditing(question), []);
  const editLast = () => {
    if (last) setEditing(last.id);
    return last !== undefined;
  };
  useChatActions(reply);

  return (
    <ReadingContext value={reading}>
      <main className={styles.page} data-empty={path.length === 0}>
        {path.length === 0 ? (
          <div className={styles.scroll}>
            <EmptyState
              choice={conversation.choice}
              onStart={() => field.current?.focus({ preventScroll: true })}
            />
          </div>
        ) : (
          <Transcript shown={shown} reading={reading} editing={editing} onEdit={edit} />
        )}
        <div className={styles.foot}>
          <ProblemLine />
          <Composer field={field} conversation={conversation} reply={reply} onEditLast={editLast} />
        </div>
        <Announcer reply={reply} />
      </main>
    </ReadingContext>
  );
}
