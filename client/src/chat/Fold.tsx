import type { ReactNode } from 'react';
import styles from './Fold.module.css';

interface Props {
  readonly open: boolean;
  readonly controls: string;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

/** A line that opens and closes what is below it. */
export function Fold({ open, controls, onToggle, children }: Props) {
  return (
    <button
      type="button"
      className={styles.fold}
      aria-expanded={open}
      aria-controls={controls}
      onClick={onToggle}
    >
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <path d="M4 2.5 8 6 4 9.5" />
      </svg>
      <span>{children}</span>
    </button>
  );
}
