import { useChatState } from '../chat/ChatsContext';
import { useWords } from '../i18n/useWords';
import { perform } from '../ui/actions';
import { Icon } from '../ui/Icon';
import styles from './Standing.module.css';

/** What there is to know about the network and the storage, while there is anything. */
export function Standing() {
  const { app } = useWords();
  const keeping = useChatState((state) => state.keeping);
  const online = useChatState((state) => state.online);
  return (
    <div className={styles.standing} role="status">
      {!online && (
        <div className={styles.note}>
          <Icon name="offline" />
          <p>{app.standing.offline}</p>
        </div>
      )}
      {keeping !== 'kept' && (
        <div className={styles.note} data-tone="warn">
          <Icon name="warning" />
          <p>{app.standing[keeping]}</p>
          <button type="button" onClick={() => perform('settings')}>
            {keeping === 'full' ? app.standing.makeRoom : app.standing.export}
          </button>
        </div>
      )}
    </div>
  );
}
