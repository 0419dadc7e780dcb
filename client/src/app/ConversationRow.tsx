import { type KeyboardEvent, memo, useRef, useState } from 'react';
import { useChats } from '../chat/ChatsContext';
import type { Conversation } from '../history/Conversation';
import { fileNameOf } from '../history/fileName';
import { useWords } from '../i18n/useWords';
import { Hidden } from '../ui/Hidden';
import { Menu } from '../ui/Menu';
import { saveFile } from '../ui/saveFile';
import { say } from '../ui/toasts';
import styles from './ConversationRow.module.css';
import { Link } from './Link';
import { RenameField } from './RenameField';
import { keysFor } from './shortcuts';

interface Props {
  readonly conversation: Conversation;
  readonly shown: boolean;
  /** Tab comes to this row, of all the rows. */
  readonly stop: boolean;
  readonly onFocusRow: (id: string) => void;
  readonly onRemove: (conversation: Conversation) => void;
}

/** One conversation in the list: how it stands, its title, and what can be done with it. */
export const ConversationRow = memo(function ConversationRow(props: Props) {
  const { conversation, shown, stop, onFocusRow, onRemove } = props;
  const { id, state } = conversation;
  const { app } = useWords();
  const chats = useChats();
  const link = useRef<HTMLAnchorElement>(null);
  const [renaming, setRenaming] = useState(false);
  const title = conversation.title || app.list.untitled;

  const rename = (to: string | undefined) => {
    setRenaming(false);
    const trimmed = to?.trim();
    if (trimmed && trimmed !== conversation.title) void chats.rename(id, trimmed);
    // The link is there again once this has been drawn.
    requestAnimationFrame(() => link.current?.focus());
  };

  const save = () => {
    chats.exportMarkdown(id).then(
      (file) => saveFile(file, fileNameOf(title, app.product, 'md')),
      () => say({ text: app.list.exportFailed, tone: 'fail' }),
    );
  };

  const press = (event: KeyboardEvent) => {
    if (event.key === 'F2') setRenaming(true);
    else if (event.key === 'Delete') onRemove(conversation);
    else return;
    event.preventDefault();
  };

  if (renaming) {
    return (
      <li className={styles.row}>
        <RenameField title={conversation.title} onDone={rename} />
      </li>
    );
  }

  return (
    <li className={styles.row} data-shown={shown}>
      <Link
        ref={link}
        className={styles.link}
        to={{ kind: 'conversation', id }}
        title={title}
        tabIndex={stop ? 0 : -1}
        aria-current={shown ? 'page' : undefined}
        onFocus={() => onFocusRow(id)}
        onKeyDown={press}
        onDoubleClick={() => setRenaming(true)}
      >
        <span className={styles.title} data-state={state}>
          {title}
        </span>
        {state !== 'idle' && (
          <span className={styles.mark} data-state={state}>
            <Hidden>{`, ${app.list.marks[state]}`}</Hidden>
          </span>
        )}
      </Link>
      <Menu
        className={styles.menu ?? ''}
        label={app.list.actions(title)}
        tabIndex={stop ? 0 : -1}
        items={[
          {
            label: app.list.rename,
            icon: 'pencil',
            keys: keysFor('rename'),
            onSelect: () => setRenaming(true),
          },
          { label: app.list.export, icon: 'download', lineAfter: true, onSelect: save },
          {
            label: app.delete,
            icon: 'trash',
            keys: keysFor('delete'),
            tone: 'danger',
            onSelect: () => onRemove(conversation),
          },
        ]}
      />
    </li>
  );
});
