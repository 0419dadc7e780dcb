import { type MouseEvent, useEffect, useRef } from 'react';
import { useWords } from '../i18n/useWords';
import styles from './Live.module.css';
import { type Connection, useMessages } from './useMessages';

/** Nearer to the end than this, one reads what comes. */
const AT_END_PX = 40;

interface Props {
  /** Goes back to the chat without loading the page. */
  readonly onLeave: () => void;
}

/** The article's page: one line for each message of the gateway's clock. */
export function Live({ onLeave }: Props) {
  const { app } = useWords();
  const [messages, connection] = useMessages('/events');
  const said: Record<Connection, string> = {
    opening: app.live.opening,
    open: '',
    lost: app.live.lost,
    closed: app.live.closed,
  };
  const scroll = useRef<HTMLElement>(null);
  const atEnd = useRef(true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each message makes the page longer.
  useEffect(() => {
    const { current } = scroll;
    if (current && atEnd.current) current.scrollTop = current.scrollHeight;
  }, [messages]);

  const leave = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onLeave();
  };

  return (
    <main
      ref={scroll}
      className={styles.page}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < AT_END_PX;
      }}
    >
      <div className={styles.column}>
        <header className={styles.head}>
          <h1>{app.live.title}</h1>
          <a href="/" onClick={leave}>
            {app.live.home}
          </a>
        </header>
        <div role="log" aria-live="off" aria-label={app.live.messages}>
          <ol className={styles.messages} data-connection={connection}>
            {messages.map(({ number, text }) => (
              <li key={number}>{text}</li>
            ))}
          </ol>
        </div>
        <p className={styles.connection} role="status">
          {said[connection]}
        </p>
      </div>
    </main>
  );
}
