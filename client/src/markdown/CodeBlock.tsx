import { useState } from 'react';
import { useWords } from '../i18n/useWords';
import styles from './CodeBlock.module.css';
import { CodeLines } from './CodeLines';
import { CopyTool } from './CopyTool';
import { useHighlight } from './highlight';
import { scrollable } from './scrollable';
import tools from './Tools.module.css';

interface CodeBlockProps {
  readonly language: string;
  readonly code: string;
  /** Whether no more code comes. */
  readonly settled: boolean;
}

/** Code in its box, under a row with its language, a switch to wrap it, and a button to copy it. */
export function CodeBlock({ language, code, settled }: CodeBlockProps) {
  const words = useWords().markdown;
  const [wrap, setWrap] = useState(false);
  const runs = useHighlight(language, code, settled);
  return (
    <div className={styles.box}>
      <div className={styles.head}>
        <span className={styles.language}>{language}</span>
        <button
          type="button"
          className={tools.tool}
          aria-pressed={wrap}
          onClick={() => setWrap(!wrap)}
        >
          {words.wrapLines}
        </button>
        <CopyTool label={words.copyCode} text={() => code.replace(/\n$/, '')}>
          {words.copy}
        </CopyTool>
      </div>
      <pre
        className={styles.pre}
        data-wrap={wrap}
        {...scrollable(language === '' ? words.code : words.codeIn(language))}
      >
        {runs ? (
          <code className={styles.code}>
            {runs.map(({ text, look }, index) =>
              look === 'plain' ? (
                text
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: the runs of a settled code stay
                <span key={index} className={styles[look]}>
                  {text}
                </span>
              ),
            )}
          </code>
        ) : (
          <CodeLines code={code} />
        )}
      </pre>
    </div>
  );
}
