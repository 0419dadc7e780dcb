import {
  type FormEvent,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useRef,
  useSyncExternalStore,
} from 'react';
import styles from './Composer.module.css';
import type { Draft } from './Draft';
import { sends } from './sends';

interface Props {
  readonly draft: Draft;
  readonly live: boolean;
  readonly cancelling: boolean;
  readonly onAsk: (prompt: string) => void;
  readonly onCancel: () => void;
}

/** Where a prompt is written. While an answer is live, it can be cancelled here. */
export function Composer({ draft, live, cancelling, onAsk, onCancel }: Props) {
  const text = useSyncExternalStore(draft.subscribe, draft.text);
  const field = useRef<HTMLTextAreaElement>(null);
  const blank = text.trim() === '';

  // Where there is a mouse there is, as a rule, a keyboard, and none comes up over the page.
  useEffect(() => {
    const { current } = field;
    if (!current || !matchMedia('(pointer: fine)').matches) return;
    current.focus();
    current.setSelectionRange(current.value.length, current.value.length);
  }, []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (live || blank) return;
    draft.write('');
    onAsk(text);
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
        value={text}
        onChange={(event) => draft.write(event.target.value)}
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
