import type { End } from '../stream/answer';
import styles from './EndingLine.module.css';
import { ending } from './ending';

/** How the answer ended, if that is worth a line. */
export function EndingLine({ end }: { readonly end: End }) {
  const said = ending(end);
  if (!said) return null;
  return (
    <p className={styles[said.tone]}>
      {said.text} {said.code && <code className={styles.code}>{said.code}</code>}
    </p>
  );
}
