import { useRef } from 'react';
import { useWords } from '../i18n/useWords';
import { composes } from '../ui/composes';
import styles from './RenameField.module.css';

const MOST_CHARACTERS = 200;

interface Props {
  readonly title: string;
  /** With the new title; without, if it is to stay. */
  readonly onDone: (title?: string) => void;
}

/** Where a conversation's title is written, in its place in the list. */
export function RenameField({ title, onDone }: Props) {
  const { app } = useWords();
  const done = useRef(false);

  // Taking the field away makes it lose the focus, which would be a second end.
  const end = (written?: string) => {
    if (done.current) return;
    done.current = true;
    onDone(written);
  };

  return (
    <input
      className={styles.field}
      aria-label={app.list.title}
      defaultValue={title}
      maxLength={MOST_CHARACTERS}
      ref={(field) => {
        field?.focus();
        field?.select();
      }}
      onBlur={({ target }) => end(target.value)}
      onKeyDown={(event) => {
        if (composes(event.nativeEvent)) return;
        if (event.key === 'Enter') end(event.currentTarget.value);
        else if (event.key === 'Escape') end();
        else return;
        event.preventDefault();
      }}
    />
  );
}
