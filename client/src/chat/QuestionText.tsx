import { memo, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useWords } from '../i18n/useWords';
import { languageOf } from '../ui/languageOf';
import { type Clamp, clampOf, MOST_LINES } from './clamp';
import styles from './QuestionText.module.css';
import { isLine, partsOf } from './questionParts';

interface Props {
  readonly id: string;
  readonly text: string;
}

/** What was asked, clamped at six lines: a heading, or words with the code that was pasted among them. */
export const QuestionText = memo(function QuestionText({ id, text }: Props) {
  const { question } = useWords().chat;
  const heading = useRef<HTMLHeadingElement>(null);
  const [{ long, lines }, setClamp] = useState<Clamp>({ long: false, lines: MOST_LINES });
  const [whole, setWhole] = useState(false);
  const parts = useMemo(() => partsOf(text), [text]);

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
        data-line={isLine(text)}
        style={{ WebkitLineClamp: whole ? undefined : lines }}
      >
        {parts.map(({ kind, text }, index) => {
          const Part = kind === 'code' ? 'code' : 'span';
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text stay where they are.
            <Part key={index} className={styles[kind]}>
              {text}
            </Part>
          );
        })}
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
