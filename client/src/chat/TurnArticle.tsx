import { memo } from 'react';
import { AnswerText } from './AnswerText';
import { EndingLine } from './EndingLine';
import { PromptText } from './PromptText';
import { sentence } from './sentence';
import type { Turn } from './Turn';
import styles from './TurnArticle.module.css';

/** A prompt over a hairline, and its answer below. */
export const TurnArticle = memo(function TurnArticle({ turn }: { readonly turn: Turn }) {
  const { answer, problem } = turn;
  const heading = `prompt-${turn.id}`;
  return (
    <article aria-labelledby={heading} aria-busy={!answer.end} data-end={answer.end?.kind}>
      <PromptText id={heading} text={turn.prompt} />
      <AnswerText answer={answer} />
      {answer.connection.kind === 'cut' && !answer.end && (
        <p className={styles.note}>Connection lost. Reconnecting…</p>
      )}
      {problem && !answer.end && (
        <p className={styles.note}>Could not stop. {sentence(problem.detail)}</p>
      )}
      {answer.end && <EndingLine turn={turn} />}
    </article>
  );
});
