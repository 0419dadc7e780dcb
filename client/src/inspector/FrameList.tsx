// biome-ignore-all lint/a11y/useSemanticElements: a table lays its rows out; these are laid out by their number.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and names its active row.

import { type KeyboardEvent, type MouseEvent, useId, useRef } from 'react';
import { useFormats } from '../i18n/useFormats';
import { useInspectorWords } from '../i18n/useInspectorWords';
import { captionOf } from './caption';
import styles from './FrameList.module.css';
import { FrameRow } from './FrameRow';
import { indexOf, type Line } from './Line';
import { ROW_PX, useRowScroll } from './useRowScroll';

interface Props {
  /** Those that are shown. */
  readonly lines: readonly Line[];
  /** Those that there are. */
  readonly all: readonly Line[];
  /** The number of the selected line; without one, the list keeps to its newest. */
  readonly selected: number | undefined;
  readonly onSelect: (line: Line | undefined) => void;
}

/** Every frame of a stream in a row of one height; only those in sight are drawn. */
export function FrameList({ lines, all, selected, onSelect }: Props) {
  const words = useInspectorWords();
  const formats = useFormats();
  const port = useRef<HTMLDivElement>(null);
  const { drawn, scrolled } = useRowScroll(port, lines, selected);
  const id = useId();

  const pressed = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((port.current?.clientHeight ?? 0) / ROW_PX) - 2);
    const next = after(event.key, lines, selected, page);
    if (next === undefined) return;
    event.preventDefault();
    onSelect(next === 'none' ? undefined : lines[next]);
  };

  // The rows have no handler of their own, so that they need not be drawn anew with each that comes.
  const pointed = ({ target }: MouseEvent) => {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-number]') : null;
    const number = Number(row?.dataset.number);
    const line = row ? lines[indexOf(lines, number)] : undefined;
    if (line?.number === number) onSelect(line);
  };

  return (
    <div
      ref={port}
      role="grid"
      tabIndex={0}
      className={styles.list}
      aria-label={words.list}
      aria-rowcount={lines.length + 1}
      aria-colcount={5}
      aria-activedescendant={activeOf(id, lines, selected, drawn)}
      onScroll={scrolled}
      onClick={pointed}
      onKeyDown={pressed}
    >
      <Head />
      <div role="rowgroup" style={{ paddingBlockStart: drawn.above, paddingBlockEnd: drawn.below }}>
        {lines.slice(drawn.first, drawn.end).map((line, index) => (
          <FrameRow
            key={line.number}
            id={`${id}${line.number}`}
            line={line}
            row={drawn.first + index + 2}
            selected={line.number === selected}
            caption={
              line.kind === 'frame' || line.kind === 'kept'
                ? undefined
                : captionOf(line, all, words, formats)
            }
          />
        ))}
      </div>
    </div>
  );
}

function Head() {
  const words = useInspectorWords();
  const columns = ['position', 'ms', 'gap', 'size', 'payload'] as const;
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" className={styles.row} aria-rowindex={1}>
        {columns.map((column) => (
          <span
            key={column}
            role="columnheader"
            className={column === 'payload' ? styles.payload : styles.number}
            title={words[`${column}Name`]}
            aria-label={words[`${column}Name`]}
          >
            {words[column]}
          </span>
        ))}
      </div>
    </div>
  );
}

function activeOf(
  id: string,
  lines: readonly Line[],
  selected: number | undefined,
  { first, end }: { readonly first: number; readonly end: number },
): string | undefined {
  if (selected === undefined) return undefined;
  const index = indexOf(lines, selected);
  const there = lines[index]?.number === selected && index >= first && index < end;
  return there ? `${id}${selected}` : undefined;
}

/** The index of the line that a key leads to. */
function after(
  key: string,
  lines: readonly Line[],
  selected: number | undefined,
  page: number,
): number | 'none' | undefined {
  if (lines.length === 0) return undefined;
  const last = lines.length - 1;
  const at = selected === undefined ? lines.length : indexOf(lines, selected);
  const bounded = (index: number) => Math.min(Math.max(index, 0), last);
  switch (key) {
    case 'ArrowUp':
      return bounded(at - 1);
    case 'ArrowDown':
      return bounded(at + 1);
    case 'PageUp':
      return bounded(at - page);
    case 'PageDown':
      return bounded(at + page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'Escape':
      return selected === undefined ? undefined : 'none';
    default:
      return undefined;
  }
}
