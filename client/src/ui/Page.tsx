import type { ReactNode } from 'react';
import styles from './Page.module.css';
import { useStickToBottom } from './useStickToBottom';

interface Props {
  readonly label: string;
  readonly children: ReactNode;
  readonly foot: ReactNode;
  /** A change of it brings the reader back to the bottom. */
  readonly pin?: unknown;
}

/** A column of text that scrolls and grows at its bottom, over a foot that stays. */
export function Page({ label, children, foot, pin }: Props) {
  const [scroll, column] = useStickToBottom(pin);
  return (
    <main className={styles.page}>
      <div ref={scroll} className={styles.scroll} role="log" aria-live="off" aria-label={label}>
        <div ref={column} className={styles.column}>
          {children}
        </div>
      </div>
      <div className={styles.foot}>{foot}</div>
    </main>
  );
}
