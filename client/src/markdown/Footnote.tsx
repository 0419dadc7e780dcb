import type { Token } from 'marked';
import { useWords } from '../i18n/useWords';
import styles from './Footnote.module.css';
import { Inline } from './Inline';
import { type Notes, noteId } from './notes';

interface FootnoteMarkProps {
  readonly label: string;
  readonly source: string;
  readonly notes: Notes;
}

/** A footnote's mark in the text, which leads to the note; plain text where there is no such note. */
export function FootnoteMark({ label, source, notes }: FootnoteMarkProps) {
  const { footnote } = useWords().markdown;
  if (!notes.definitions.footnotes.has(label)) return source;
  return (
    <sup className={styles.mark}>
      <button
        type="button"
        id={noteId(notes, 'mark', label)}
        aria-label={footnote(label)}
        onClick={() => goTo(noteId(notes, 'note', label))}
      >
        {label}
      </button>
    </sup>
  );
}

interface FootnoteProps {
  readonly label: string;
  readonly tokens: readonly Token[] | undefined;
  readonly notes: Notes;
}

/** A footnote, where it was written, with a way back to the text. */
export function Footnote({ label, tokens, notes }: FootnoteProps) {
  const { backToText } = useWords().markdown;
  const known = notes.definitions.footnotes.has(label);
  return (
    <div className={styles.note} id={noteId(notes, 'note', label)} tabIndex={-1}>
      <span className={styles.label}>{label}</span>
      <p>
        <Inline tokens={tokens} notes={notes} />{' '}
        {known && (
          <button
            type="button"
            aria-label={backToText}
            onClick={() => goTo(noteId(notes, 'mark', label))}
          >
            ↩
          </button>
        )}
      </p>
    </div>
  );
}

function goTo(id: string): void {
  document.getElementById(id)?.focus();
}
