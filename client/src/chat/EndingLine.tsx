import { useMemo } from 'react';
import { useFormats } from '../i18n/useFormats';
import { useWords } from '../i18n/useWords';
import type { End } from '../stream/answer';
import { Button } from '../ui/Button';
import styles from './EndingLine.module.css';
import { ending } from './ending';

interface Props {
  readonly end: End;
  /** Some text has come. */
  readonly some: boolean;
  readonly onRetry?: (() => void) | undefined;
  readonly onContinue?: (() => void) | undefined;
}

/** Why an answer ended, if that is worth saying, and what may be done about it. */
export function EndingLine({ end, some, onRetry, onContinue }: Props) {
  const words = useWords();
  const formats = useFormats();
  const said = useMemo(() => ending(end, some, words, formats), [end, some, words, formats]);
  if (!said) return null;
  const retry = said.again ? onRetry : undefined;
  const goOn = said.onward ? onContinue : undefined;
  return (
    <div className={styles.ending} data-tone={said.tone}>
      <p className={styles.text}>{said.text}</p>
      {(said.detail || said.code) && (
        <p className={styles.detail} lang="en">
          {said.code && <code>{said.code}</code>} {said.detail}
        </p>
      )}
      {(retry || goOn) && (
        <p className={styles.actions}>
          {goOn && <Button onClick={goOn}>{words.chat.ending.goOn}</Button>}
          {retry && <Button onClick={retry}>{words.chat.ending.retry}</Button>}
        </p>
      )}
    </div>
  );
}
