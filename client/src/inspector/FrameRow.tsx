// biome-ignore-all lint/a11y/useSemanticElements: a table lays its rows out; these are laid out by their number.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and names its active row.

import { memo } from 'react';
import { useInspectorWords } from '../i18n/useInspectorWords';
import { Hidden } from '../ui/Hidden';
import styles from './FrameList.module.css';
import type { FrameLine, Kept, Line } from './Line';
import { payloadOf } from './payload';

/** A silence that is longer than this stands out, in milliseconds. */
const LONG_GAP_MILLIS = 1_000;

interface Props {
  readonly id: string;
  readonly line: Line;
  /** Where it is among all rows, the head being the first. */
  readonly row: number;
  readonly selected: boolean;
  /** What befell the connection, where it is no frame. */
  readonly caption: string | undefined;
}

/** One row of the inspector's list. */
export const FrameRow = memo(function FrameRow(props: Props) {
  const { id, line, row, selected, caption } = props;
  return (
    <div
      id={id}
      role="row"
      className={styles.row}
      aria-rowindex={row}
      aria-selected={selected}
      data-kind={kindOf(line)}
      data-number={line.number}
    >
      {line.kind === 'frame' || line.kind === 'kept' ? (
        <Cells line={line} />
      ) : (
        <span role="gridcell" aria-colindex={1} aria-colspan={5} className={styles.seam}>
          {caption}
        </span>
      )}
    </div>
  );
});

function Cells({ line }: { readonly line: FrameLine | Kept }) {
  const words = useInspectorWords();
  const { position, ms, gapMillis } = line;
  const long = gapMillis > LONG_GAP_MILLIS;
  return (
    <>
      <span role="gridcell" className={styles.number}>
        {position ?? ''}
        {line.kind === 'frame' && line.duplicate && <Hidden> {words.duplicate}</Hidden>}
      </span>
      <span role="gridcell" className={styles.number}>
        {ms === undefined ? '' : Math.round(ms)}
      </span>
      <span role="gridcell" className={styles.gap} data-long={long}>
        {Math.round(gapMillis)}
      </span>
      <span role="gridcell" className={styles.gap}>
        {line.kind === 'frame' ? line.frame.bytes : line.bytes}
      </span>
      <span role="gridcell" className={styles.payload}>
        {payload(line, words.heartbeat)}
      </span>
    </>
  );
}

function payload(line: FrameLine | Kept, heartbeat: string): string {
  if (line.kind === 'kept') return '';
  return line.position === undefined ? heartbeat : payloadOf(line.frame);
}

function kindOf(line: Line): string {
  if (line.kind !== 'frame') return line.kind;
  if (line.duplicate) return 'duplicate';
  return line.position === undefined ? 'heartbeat' : 'frame';
}
