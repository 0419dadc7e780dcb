import { memo } from 'react';
import { AnswerText } from './AnswerText';
import { EndingLine } from './EndingLine';
import { Question } from './Question';
import type { Turn } from './Turn';
import styles from './TurnArticle.module.css';

/** A question over a hairline, and its answer below. */
export const TurnArticle = memo(function TurnArticle({ turn }: { readonly turn: Turn }) {
  const { answer, problem } = turn;
  const heading = `question-${turn.id}`;
  return (
    <article aria-labelledby={heading} aria-busy={!answer.end} data-end={answer.end?.kind}>
      <Question id={heading} text={turn.question} />
      <AnswerText answer={answer} />
      {answer.connection.kind === 'cut' && !answer.end && (
        <p className={styles.note}>Connection lost. Reconnecting…</p>
      )}
      {problem && !answer.end && <p className={styles.note}>Could not stop. {problem.detail}</p>}
      {answer.end && <EndingLine end={answer.end} />}
    </article>
  );
});
