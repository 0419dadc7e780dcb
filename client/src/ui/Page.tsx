import { type ReactNode, useEffect } from 'react';
import styles from './Page.module.css';
import { useStickToBottom } from './useStickToBottom';

interface Props {
  readonly title: string;
  readonly label: string;
  readonly children: ReactNode;
  readonly foot: ReactNode;
  /** A change of it brings the reader back to the bottom. */
  readonly pin?: unknown;
  /** Where there is little to read, the foot comes up to it, but for its last line. */
  readonly centred?: boolean;
}

/** A column of text that scrolls and grows at its bottom, over a foot that stays. */
export function Page({ title, label, children, foot, pin, centred = false }: Props) {
  const [scroll, column] = useStickToBottom(pin);

  // index.html has a title already, and React's own would be a second one.
  useEffect(() => {
    document.title = title;
  }, [title]);

  return (
    <main className={styles.page} data-centred={centred}>
      <div ref={scroll} className={styles.scroll} role="log" aria-live="off" aria-label={label}>
        <div ref={column} className={styles.column}>
          {children}
        </div>
      </div>
      <div className={styles.foot}>{foot}</div>
    </main>
  );
}
