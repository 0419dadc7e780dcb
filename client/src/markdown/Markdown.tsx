import { useCallback, useId, useMemo, useState } from 'react';
import { Block } from './Block';
import styles from './Blocks.module.css';
import { definitionsIn, noDefinitions } from './definitions';
import type { Notes } from './notes';
import { outlineOf } from './outline';
import { BlockSplitter } from './splitBlocks';
import { useInStretches } from './useInStretches';

interface MarkdownProps {
  readonly text: string;
  /** Whether more of it may come. */
  readonly live: boolean;
}

/** A text in Markdown, which may grow: only what changed at its end is drawn anew. */
export function Markdown({ text: whole, live: growing }: MarkdownProps) {
  const text = useInStretches(whole);
  const partial = text.length < whole.length;
  const live = growing || partial;
  const [splitter] = useState(() => new BlockSplitter());
  const prefix = useId();
  const blocks = splitter.split(text, live);
  const levels = outlineOf(blocks);
  const none = useMemo<Notes>(() => ({ definitions: noDefinitions, prefix }), [prefix]);
  // What is defined further down is known at the end, so that no settled block is drawn twice before.
  const notes = useMemo<Notes>(() => {
    if (live || !text.includes(']:')) return none;
    const definitions = definitionsIn(new BlockSplitter().split(text));
    return definitions === noDefinitions ? none : { definitions, prefix };
  }, [live, text, none, prefix]);
  const sourceOf = useCallback((origin: number) => splitter.whole(origin), [splitter]);

  return (
    <div className={styles.text} aria-busy={partial || undefined}>
      {blocks.map(({ offset, raw, kind, head, origin }, index) => (
        <Block
          key={offset}
          raw={raw}
          kind={kind}
          head={head}
          open={live && index === blocks.length - 1 && writing(kind, text)}
          level={levels[index] ?? 0}
          notes={raw.includes('[') ? notes : none}
          partOf={origin}
          whole={sourceOf}
        />
      ))}
    </div>
  );
}

// A line that has ended has no mark left to wait for.
function writing(kind: string, text: string): boolean {
  return kind === 'fence' || !text.endsWith('\n');
}
