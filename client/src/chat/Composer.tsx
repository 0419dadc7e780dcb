import { type FormEvent, type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import styles from './Composer.module.css';
import { sends } from './sends';

interface Props {
  readonly live: boolean;
  readonly cancelling: boolean;
  readonly onAsk: (prompt: string) => void;
  readonly onCancel: () => void;
}

/** Where a prompt is written. While an answer is live, it can be cancelled here. */
export function Composer({ live, cancelling, onAsk, onCancel }: Props) {
  const [draft, setDraft] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const blank = draft.trim() === '';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (live || blank) return;
    onAsk(draft);
    setDraft('');
  };

  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!sends(event.nativeEvent)) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  };

  const cancel = ({ detail: clicks }: MouseEvent) => {
    onCancel();
    if (clicks === 0) field.current?.focus();
  };

  return (
    <form className={styles.composer} onSubmit={submit}>
      <textarea
        ref={field}
        rows={2}
        aria-label="Prompt"
        placeholder="Ask"
        enterKeyHint="send"
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={press}
      />
      <div className={styles.line}>
        <p className={styles.hint}>Enter sends, Shift + Enter breaks the line</p>
        {live ? (
          <button type="button" className={styles.cancel} disabled={cancelling} onClick={cancel}>
            Stop
          </button>
        ) : (
          <button type="submit" className={styles.send} disabled={blank}>
            Send
          </button>
        )}
      </div>
    </form>
  );
}
