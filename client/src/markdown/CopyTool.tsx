import { type ReactNode, useEffect, useState } from 'react';
import { useWords } from '../i18n/useWords';
import { copyText } from '../ui/copyText';
import styles from './Tools.module.css';

const SHOWN_MILLIS = 2_000;

interface CopyToolProps {
  readonly label: string;
  /** What to copy, asked for when the button is pressed. */
  readonly text: () => string;
  readonly children: ReactNode;
}

/** A button that copies, and says for a moment that it did. */
export function CopyTool({ label, text, children }: CopyToolProps) {
  const { copied, copyFailed } = useWords().markdown;
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'failed'>('none');
  useEffect(() => {
    if (outcome === 'none') return;
    const timer = setTimeout(() => setOutcome('none'), SHOWN_MILLIS);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => setOutcome((await copyText(text())) ? 'copied' : 'failed');
  const told = { none: children, copied, failed: copyFailed }[outcome];
  return (
    <>
      <button
        type="button"
        className={styles.tool}
        aria-label={outcome === 'none' ? label : undefined}
        onClick={copy}
      >
        {told}
      </button>
      <span role="status" className={styles.unseen}>
        {outcome === 'none' ? '' : told}
      </span>
    </>
  );
}
