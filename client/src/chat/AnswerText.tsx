import type { Answer } from '../stream/answer';
import { languageOf } from '../ui/languageOf';
import styles from './AnswerText.module.css';
import { SeamLine } from './SeamLine';
import { segments } from './segments';

/** What has arrived, its seams, and the caret while more may come. */
export function AnswerText({ answer }: { readonly answer: Answer }) {
  if (answer.end && answer.text === '') return null;
  const runs = segments(answer);
  const more = !answer.end && !queued(answer);
  return (
    <div className={styles.answer} lang={languageOf(answer.text)}>
      {runs.map(({ from, text, seam }, index) => (
        <div key={from}>
          {seam && <SeamLine seam={seam} />}
          <p className={styles.text} data-text>
            {text}
            {index === runs.length - 1 && more && <Caret answer={answer} />}
          </p>
        </div>
      ))}
    </div>
  );
}

// What a reloaded page has still to read again need not be live.
function queued({ stream, connection }: Answer): boolean {
  return stream !== undefined && connection.kind === 'waiting';
}

// A new key with each position begins the caret's animation, and its second of silence, anew.
function Caret({ answer }: { readonly answer: Answer }) {
  const look = answer.connection.kind === 'cut' ? styles.broken : styles.caret;
  return <span key={answer.position} className={look} aria-hidden="true" />;
}
