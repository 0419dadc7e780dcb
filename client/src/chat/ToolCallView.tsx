import { memo, useId, useMemo, useState } from 'react';
import { useWords } from '../i18n/useWords';
import { Fold } from './Fold';
import styles from './ToolCallView.module.css';

interface Props {
  readonly name: string;
  readonly text: string;
  readonly live: boolean;
}

const MOST_CHARS_PARSED = 100_000;

/** A tool that the model calls, and with what. Arguments that are no JSON are shown as they came. */
export const ToolCallView = memo(function ToolCallView({ name, text, live }: Props) {
  const { reply } = useWords().chat;
  const [open, setOpen] = useState(true);
  const id = useId();
  // What is still arriving is no JSON yet, and to try each time would be quadratic.
  const shown = useMemo(() => (live ? text : pretty(text)), [live, text]);

  return (
    <div className={styles.call}>
      <Fold open={open} controls={id} onToggle={() => setOpen(!open)}>
        {reply.toolCall} <code className={styles.name}>{name || '…'}</code>
      </Fold>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls. */}
      <pre
        id={id}
        className={styles.arguments}
        hidden={!open}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
        tabIndex={0}
        aria-label={reply.toolArguments}
      >
        {open && shown}
      </pre>
    </div>
  );
});

function pretty(text: string): string {
  if (text.length > MOST_CHARS_PARSED) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
