import { useWords } from '../i18n/useWords';
import { IconButton } from '../ui/IconButton';
import type { AutoScroll } from './AutoScroll';
import styles from './JumpButton.module.css';
import { usePlace } from './useAutoScroll';

/** The way to the end of the text, while that is below what is seen; a dot says that it has grown. */
export function JumpButton({ scroll }: { readonly scroll: AutoScroll }) {
  const { toEnd, toEndFresh } = useWords().chat;
  const { mode, below, fresh } = usePlace(scroll);
  if (!below || mode === 'following') return null;
  return (
    <div className={styles.jump} data-fresh={fresh}>
      <IconButton
        icon="arrowDown"
        label={fresh ? toEndFresh : toEnd}
        onClick={() => {
          scroll.follow();
          scroll.focus();
        }}
      />
    </div>
  );
}
