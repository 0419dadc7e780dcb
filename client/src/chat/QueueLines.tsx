import { useWords } from '../i18n/useWords';
import { IconButton } from '../ui/IconButton';
import { useChats } from './ChatsContext';
import styles from './QueueLines.module.css';

/** The questions that wait for the live answer to end. */
export function QueueLines({ queue }: { readonly queue: readonly string[] }) {
  const { composer } = useWords().chat;
  const chats = useChats();
  if (queue.length === 0) return null;
  return (
    <ol className={styles.queue} aria-label={composer.queued}>
      {queue.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its place is all that it is known by.
        <li key={index}>
          <span className={styles.text}>{text}</span>
          <IconButton
            icon="close"
            label={composer.unqueue(text)}
            onClick={() => void chats.unqueue(index)}
          />
        </li>
      ))}
    </ol>
  );
}
