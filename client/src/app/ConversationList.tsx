import { type KeyboardEvent, useCallback, useId, useMemo, useRef, useState } from 'react';
import { useChatState, useChats } from '../chat/ChatsContext';
import type { Conversation } from '../history/Conversation';
import { useFormats } from '../i18n/useFormats';
import { useWords } from '../i18n/useWords';
import { perform } from '../ui/actions';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';
import { afterKey } from '../ui/listKeys';
import { say } from '../ui/toasts';
import styles from './ConversationList.module.css';
import { ConversationRow } from './ConversationRow';
import { type Group, groups } from './groups';
import { Link } from './Link';
import { go } from './router';
import { addressOf } from './routes';
import { Standing } from './Standing';
import { keysFor } from './shortcuts';
import { Wordmark } from './Wordmark';

interface Props {
  /** Of the conversation that is shown. */
  readonly shown: string | undefined;
  readonly onHide: () => void;
}

/** All conversations of this browser, and the ways to everything that is none. */
export function ConversationList({ shown, onHide }: Props) {
  const { app } = useWords();
  const conversations = useChatState((state) => state.conversations);
  const live = conversations?.some(({ state }) => state === 'live') ?? false;
  return (
    <nav className={styles.list} aria-label={app.list.label}>
      <header className={styles.head}>
        <Wordmark live={live} />
        <IconButton
          icon="sidebar"
          label={app.list.hide}
          keys={keysFor('toggleList')}
          onClick={onHide}
        />
      </header>
      <div className={styles.ways}>
        <Link className={styles.way} to={{ kind: 'new' }} title={keysFor('newConversation')}>
          <Icon name="plus" />
          {app.list.new}
        </Link>
        <button
          type="button"
          className={styles.way}
          title={keysFor('search')}
          onClick={() => perform('search')}
        >
          <Icon name="search" />
          {app.list.search}
          <span className={styles.keys} aria-hidden="true">
            {keysFor('search')}
          </span>
        </button>
      </div>
      <Conversations conversations={conversations} shown={shown} />
      <footer className={styles.foot}>
        <Standing />
        <div className={styles.pages}>
          <IconButton
            icon="settings"
            label={app.list.settings}
            onClick={() => perform('settings')}
          />
          <IconButton
            icon="keyboard"
            label={app.list.shortcuts}
            keys={keysFor('help')}
            onClick={() => perform('help')}
          />
          <Link className={styles.page} to={{ kind: 'live' }}>
            {app.list.live}
          </Link>
        </div>
      </footer>
    </nav>
  );
}

interface ConversationsProps {
  readonly conversations: readonly Conversation[] | undefined;
  readonly shown: string | undefined;
}

function Conversations({ conversations, shown }: ConversationsProps) {
  const { app } = useWords();
  const chats = useChats();
  const unread = useChatState((state) => state.unread);
  const [focused, setFocused] = useState<string>();
  const scroll = useRef<HTMLDivElement>(null);
  const grouped = useMemo(() => groups(conversations ?? [], Date.now()), [conversations]);

  // The rows are drawn again only where something has changed for them.
  const remove = useCallback(
    (conversation: Conversation) => {
      const { id } = conversation;
      focusBeside(scroll.current, id);
      const wasShown = id === shown;
      void chats.remove(id);
      if (wasShown) go({ kind: 'new' });
      const restore = async () => {
        await chats.restore(id);
        if (wasShown) go({ kind: 'conversation', id });
      };
      say({
        text: app.list.deleted(conversation.title || app.list.untitled),
        action: { label: app.undo, run: () => void restore() },
      });
    },
    [chats, shown, app],
  );

  if (unread)
    return (
      <div className={styles.note} role="alert">
        <p>{app.list.unread}</p>
        <Button onClick={() => location.reload()}>{app.reload}</Button>
      </div>
    );
  if (!conversations) return <p className={styles.note}>{app.list.loading}</p>;
  if (conversations.length === 0) return <p className={styles.note}>{app.list.empty}</p>;

  const there = (id: string | undefined) => conversations.some((one) => one.id === id);
  const stop = [focused, shown].find(there) ?? conversations[0]?.id;

  const move = (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLAnchorElement)) return;
    const rows = [...(scroll.current?.querySelectorAll('a') ?? [])];
    const next = afterKey(event.key, rows.indexOf(event.target), rows.length);
    if (next === undefined) return;
    event.preventDefault();
    rows[next]?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys come from the rows in it.
    <div ref={scroll} className={styles.scroll} onKeyDown={move}>
      {grouped.map((group) => (
        <GroupOfRows
          key={group.key}
          group={group}
          shown={shown}
          stop={stop}
          onFocusRow={setFocused}
          onRemove={remove}
        />
      ))}
    </div>
  );
}

interface GroupProps {
  readonly group: Group;
  readonly shown: string | undefined;
  readonly stop: string | undefined;
  readonly onFocusRow: (id: string) => void;
  readonly onRemove: (conversation: Conversation) => void;
}

function GroupOfRows({ group, shown, stop, onFocusRow, onRemove }: GroupProps) {
  const { app } = useWords();
  const formats = useFormats();
  const heading = useId();
  const { period } = group;
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading} className={styles.period}>
        {period.kind === 'calendarMonth' ? formats.month(period.at) : app.list[period.kind]}
      </h2>
      <ul>
        {group.conversations.map((conversation) => (
          <ConversationRow
            key={conversation.id}
            conversation={conversation}
            shown={conversation.id === shown}
            stop={conversation.id === stop}
            onFocusRow={onFocusRow}
            onRemove={onRemove}
          />
        ))}
      </ul>
    </section>
  );
}

/** The row is about to go: the focus goes on to the next one, or to the one before. */
function focusBeside(list: HTMLElement | null, id: string): void {
  const rows = [...(list?.querySelectorAll('a') ?? [])];
  const address = addressOf({ kind: 'conversation', id });
  const at = rows.findIndex((row) => row.getAttribute('href') === address);
  (rows[at + 1] ?? rows[at - 1])?.focus();
}
