import { useWords } from '../i18n/useWords';
import { IconButton } from '../ui/IconButton';
import styles from './JumpButton.module.css';
import type { Reading } from './Reading';
import { usePlace } from './useReading';

/** The way to the end of the text, while that is below what is seen; a dot says that it has grown. */
export function JumpButton({ reading }: { readonly reading: Reading }) {
  const { toEnd, toEndFresh } = useWords().chat;
  const { mode, below, fresh } = usePlace(reading);
  if (!below || mode === 'following') return null;
  return (
    <div className={styles.jump} data-fresh={fresh}>
      <IconButton
        icon="arrowDown"
        label={fresh ? toEndFresh : toEnd}
        onClick={() => {
          reading.follow();
          reading.focus();
        }}
      />
    </div>
  );
}
