import { type ReactNode, useId, useState } from 'react';
import { useFormats } from '../i18n/useFormats';
import { useWords } from '../i18n/useWords';
import { languageOf } from '../ui/languageOf';
import { Fold } from './Fold';
import styles from './ReasoningBlock.module.css';

interface Props {
  readonly text: string;
  readonly live: boolean;
  /** No text has come after it. */
  readonly alone: boolean;
  readonly millis: number | undefined;
  readonly caret: ReactNode;
}

/** What the model says it thinks: open while it does, closed once it speaks, unless somebody chose. */
export function ReasoningBlock({ text, live, alone, millis, caret }: Props) {
  const { reply } = useWords().chat;
  const { duration } = useFormats();
  const [chosen, choose] = useState<boolean>();
  const id = useId();
  const open = chosen ?? alone;
  const label = live
    ? reply.reasons
    : reply.reasoned(millis === undefined ? undefined : duration(millis));

  return (
    <div className={styles.block}>
      <Fold open={open} controls={id} onToggle={() => choose(!open)}>
        {label}
      </Fold>
      <div id={id} className={styles.text} hidden={!open} lang={languageOf(text)}>
        {open && <p>{text}</p>}
        {open && caret}
      </div>
    </div>
  );
}
