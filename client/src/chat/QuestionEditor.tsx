import { type FormEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { useWords } from '../i18n/useWords';
import { Button } from '../ui/Button';
import { composes } from '../ui/composes';
import { useSetting } from '../ui/useSetting';
import { GrowingField } from './GrowingField';
import styles from './QuestionEditor.module.css';
import { sends } from './sends';

interface Props {
  readonly text: string;
  readonly onSave: (text: string) => void;
  readonly onLeave: () => void;
}

/** Where a question is put in other words, in its own place. */
export function QuestionEditor({ text: before, onSave, onLeave }: Props) {
  const words = useWords().chat.question;
  const enterSends = useSetting('enterSends');
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(before);
  const blank = text.trim() === '';

  useLayoutEffect(() => {
    const { current } = field;
    current?.focus({ preventScroll: true });
    current?.setSelectionRange(current.value.length, current.value.length);
  }, []);

  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!blank) onSave(text);
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape' && !composes(event.nativeEvent)) {
      event.preventDefault();
      onLeave();
    } else if (sends(event.nativeEvent, enterSends)) {
      event.preventDefault();
      event.currentTarget.form?.requestSubmit();
    }
  };

  return (
    <form className={styles.editor} onSubmit={save}>
      <GrowingField
        ref={field}
        aria-label={words.field}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={press}
      />
      <p className={styles.actions}>
        <Button tone="quiet" onClick={onLeave}>
          {words.leave}
        </Button>
        <Button type="submit" tone="primary" disabled={blank}>
          {words.save}
        </Button>
      </p>
    </form>
  );
}
