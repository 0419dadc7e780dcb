import type { MessageId } from '../history/Message';
import { useWords } from '../i18n/useWords';
import { Hidden } from '../ui/Hidden';
import { IconButton } from '../ui/IconButton';
import styles from './BranchPicker.module.css';
import type { Branch } from './branches';

interface Props {
  readonly branch: Branch;
  readonly of: 'question' | 'reply';
  readonly onChoose: (message: MessageId) => void;
}

/** Which of several versions is shown: ‹ 2 / 3 ›. */
export function BranchPicker({
  branch: { place, of: count, previous, next },
  of,
  onChoose,
}: Props) {
  const { branch } = useWords().chat;
  // Disabled, a button loses the focus, and whoever steps through by keys with it.
  const go = (id: MessageId | undefined) => id !== undefined && onChoose(id);
  return (
    <fieldset
      className={styles.picker}
      aria-label={of === 'question' ? branch.questions : branch.replies}
    >
      <IconButton
        icon="chevronLeft"
        label={branch.previous}
        aria-disabled={previous === undefined}
        onClick={() => go(previous)}
      />
      <span className={styles.place} aria-hidden="true">
        {branch.place(place, count)}
      </span>
      <span role="status">
        <Hidden>{branch.said(place, count)}</Hidden>
      </span>
      <IconButton
        icon="chevronRight"
        label={branch.next}
        aria-disabled={next === undefined}
        onClick={() => go(next)}
      />
    </fieldset>
  );
}
