import { useLayoutEffect, useRef } from 'react';
import { useFormats } from '../i18n/useFormats';
import { useInspectorWords } from '../i18n/useInspectorWords';
import { IconButton } from '../ui/IconButton';
import styles from './Detail.module.css';
import type { Line } from './Line';
import { pretty } from './payload';
import type { Replay, Said } from './Replay';

/** Of a text that is longer, only so much of its end is drawn, in UTF-16 units. */
const MOST_TEXT = 4_000;

interface Props {
  readonly line: Line | undefined;
  readonly position: number;
  /** Undefined while it can't be told, or if it never can. */
  readonly replay: Replay | undefined;
  readonly reading: boolean;
  readonly onClose: () => void;
}

/** What lies at the play head: its frame, and the answer as it was then. */
export function Detail({ line, position, replay, reading, onClose }: Props) {
  const words = useInspectorWords();
  const frame = line?.kind === 'frame' ? line.frame : undefined;
  return (
    <section className={styles.detail} aria-label={words.detail}>
      <IconButton
        icon="close"
        className={styles.close ?? ''}
        label={words.closeDetail}
        onClick={onClose}
      />
      {frame && (
        <div className={styles.part}>
          <Heading name={words.frame} line={line} />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
          <section className={styles.json} tabIndex={0} aria-label={words.frame}>
            <pre>{pretty(frame.data)}</pre>
          </section>
        </div>
      )}
      <div className={styles.part} data-grows>
        <h3 className={styles.heading}>{words.textSoFar}</h3>
        {replay ? (
          <SoFar said={replay.at(position)} partial={replay.first > 2} />
        ) : (
          <p className={styles.note}>{reading ? words.textLater : words.textUnknown}</p>
        )}
      </div>
    </section>
  );
}

function Heading({ name, line }: { readonly name: string; readonly line: Line | undefined }) {
  const { number } = useFormats();
  if (line?.kind !== 'frame') return null;
  const figures = [
    line.position === undefined ? undefined : number(line.position),
    line.ms === undefined ? undefined : `+${number(line.ms)} ms`,
    `${number(line.frame.bytes)} B`,
  ];
  return (
    <h3 className={styles.heading}>
      {name} <span className={styles.figures}>{figures.filter(Boolean).join(' · ')}</span>
    </h3>
  );
}

interface SoFarProps {
  readonly said: Said;
  /** What was said first is missing. */
  readonly partial: boolean;
}

function SoFar({ said, partial }: SoFarProps) {
  const words = useInspectorWords();
  const port = useRef<HTMLElement>(null);
  const { reasoning, text, calls, added } = said;

  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows what is said.
  useLayoutEffect(() => {
    if (port.current) port.current.scrollTop = port.current.scrollHeight;
  }, [said.text.length, said.reasoning.length, said.calls.length]);

  if (reasoning === '' && text === '' && calls === '')
    return <p className={styles.note}>{words.nothingSaid}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
    <section ref={port} className={styles.said} tabIndex={0} aria-label={words.textSoFar}>
      {partial && '… '}
      {(['reasoning', 'text', 'calls'] as const).map(
        (part) =>
          said[part] !== '' && (
            <p key={part} className={styles[part]}>
              <Grown text={said[part]} added={added?.to === part ? added.length : 0} />
            </p>
          ),
      )}
    </section>
  );
}

function Grown({ text, added }: { readonly text: string; readonly added: number }) {
  const old = text.slice(0, text.length - added);
  return (
    <>
      {old.length > MOST_TEXT ? `… ${old.slice(-MOST_TEXT)}` : old}
      {added > 0 && <mark className={styles.added}>{text.slice(-added)}</mark>}
    </>
  );
}
