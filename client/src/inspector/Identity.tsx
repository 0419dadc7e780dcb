import { useInspectorWords } from '../i18n/useInspectorWords';
import type { Answer } from '../stream/answer';
import { IconButton } from '../ui/IconButton';
import { copy } from './copy';
import styles from './Identity.module.css';
import { standingOf } from './standing';

/** Which stream it is, and how it stands. */
export function Identity({ answer }: { readonly answer: Answer }) {
  const words = useInspectorWords();
  const { stream, model } = answer;
  const standing = standingOf(answer);
  return (
    <p className={styles.identity}>
      <span className={styles.standing} data-standing={standing}>
        {words.states[standing]}
      </span>
      {model && <span className={styles.model}>{model}</span>}
      <span className={styles.id} title={stream}>
        {stream ?? words.noStream}
      </span>
      {stream && (
        <IconButton
          icon="copy"
          className={styles.copy ?? ''}
          label={words.copyId}
          onClick={() => void copy(stream, words)}
        />
      )}
    </p>
  );
}
