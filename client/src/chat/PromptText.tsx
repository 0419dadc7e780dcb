import { useLayoutEffect, useRef, useState } from 'react';
import { languageOf } from '../ui/languageOf';
import styles from './PromptText.module.css';

interface Props {
  readonly id: string;
  readonly text: string | undefined;
}

/** What was asked, clamped at six lines. */
export function PromptText({ id, text = '…' }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [long, setLong] = useState(false);
  const [whole, setWhole] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text has a new height.
  useLayoutEffect(() => {
    const element = heading.current;
    if (element) setLong(element.scrollHeight > element.clientHeight + 1);
  }, [text]);

  return (
    <div className={styles.prompt} lang={languageOf(text)}>
      <h2 ref={heading} id={id} className={whole ? styles.whole : styles.clamped}>
        {text}
      </h2>
      {long && (
        <button
          type="button"
          className={styles.more}
          aria-expanded={whole}
          aria-controls={id}
          onClick={() => setWhole(!whole)}
        >
          {whole ? 'Show less' : 'Show all'}
        </button>
      )}
    </div>
  );
}
