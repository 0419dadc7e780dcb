import styles from './EndingLine.module.css';
import { ending } from './ending';
import type { Turn } from './Turn';

/** How the answer ended, if that is worth saying, and which model it was. */
export function EndingLine({ turn }: { readonly turn: Turn }) {
  const { model } = turn.answer;
  const said = ending(turn);
  return (
    <>
      {said && (
        <p className={styles[said.tone]}>
          {said.text} {said.code && <code className={styles.code}>{said.code}</code>}
        </p>
      )}
      {model && <p className={styles.model}>{model}</p>}
    </>
  );
}
