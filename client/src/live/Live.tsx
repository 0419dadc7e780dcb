import { Colophon } from '../app/Colophon';
import { Page } from '../ui/Page';
import styles from './Live.module.css';
import { type Connection, useMessages } from './useMessages';

const SAID: Record<Connection, string> = {
  opening: 'Connecting…',
  open: '',
  lost: 'Connection lost. Reconnecting…',
  closed: 'The gateway has closed the connection. Reload the page to try again.',
};

/** The article's page: one line for each message of the gateway's clock. */
export function Live() {
  const [messages, connection] = useMessages('/events');
  return (
    <Page title="Live updates from server" label="Messages" foot={<Colophon />}>
      <h1 className={styles.heading}>Live updates from server</h1>
      <ol className={styles.messages} data-connection={connection}>
        {messages.map(({ number, text }) => (
          <li key={number}>{text}</li>
        ))}
      </ol>
      <p className={styles.connection} role="status">
        {SAID[connection]}
      </p>
    </Page>
  );
}
