import { memo, useLayoutEffect, useRef, useState } from 'react';
import { useWords } from '../i18n/useWords';
import { languageOf } from '../ui/languageOf';
import { type Clamp, clampOf, MOST_LINES } from './clamp';
import styles from './QuestionText.module.css';

interface Props {
  readonly id: string;
  readonly text: string;
}

/** What was asked, clamped at six lines. */
export const QuestionText = memo(function QuestionText({ id, text }: Props) {
  const { question } = useWords().chat;
  const heading = useRef<HTMLHeadingElement>(null);
  const [{ long, lines }, setClamp] = useState<Clamp>({ long: false, lines: MOST_LINES });
  const [whole, setWhole] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text has new lines.
  useLayoutEffect(() => {
    const element = heading.current;
    if (!element) return;
    const measure = () => {
      const { long, lines } = clampOf(element);
      setClamp((now) => (now.long === long && now.lines === lines ? now : { long, lines }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [text]);

  return (
    <div lang={languageOf(text)}>
      <h2
        ref={heading}
        id={id}
        tabIndex={-1}
        className={whole ? styles.whole : styles.clamped}
        style={{ WebkitLineClamp: whole ? undefined : lines }}
      >
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
          {whole ? question.showLess : question.showAll}
        </button>
      )}
    </div>
  );
});
