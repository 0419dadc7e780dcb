import type { ReactNode } from 'react';
import styles from './Notice.module.css';

interface Props {
  readonly title: string;
  readonly text: string;
  /** The way on. */
  readonly children: ReactNode;
}

/** A page that has nothing to show but why. */
export function Notice({ title, text, children }: Props) {
  return (
    <main className={styles.notice}>
      <div className={styles.column}>
        <h1>{title}</h1>
        <p>{text}</p>
        {children}
      </div>
    </main>
  );
}
