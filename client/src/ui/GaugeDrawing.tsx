import { memo, useMemo } from 'react';
import type { Ticks } from '../stream/Ticks';
import styles from './Gauge.module.css';
import { columns, marks, msOf, pathOf } from './gauge';

/** A tick is one pixel wide, and stands so far from the next, in pixels. */
const PITCH_PX = 2;

/** A notch is a wedge from above, so wide and so deep, in pixels. */
const NOTCH_PX = 6;

/** The ground that the ticks stand on, in pixels, with and without marks of time. */
const GROUND_PX = 1;
const MARKED_GROUND_PX = 5;

export interface DrawingProps {
  readonly ticks: Ticks;
  readonly notches: readonly { readonly ms: number }[];
  readonly span: number;
  readonly width: number;
  readonly height: number;
  readonly marked: boolean;
  /** How many pieces lie before the play head, if there is one. */
  readonly at?: number | undefined;
}

/** The picture of a gauge. */
export const GaugeDrawing = memo(function GaugeDrawing(props: DrawingProps) {
  const { ticks, notches, span, width, height, marked, at } = props;
  const ground = height - (marked ? MARKED_GROUND_PX : GROUND_PX);
  const path = useMemo(
    () => pathOf(columns(ticks, Math.max(1, Math.floor(width / PITCH_PX)), span), PITCH_PX, ground),
    [ticks, width, span, ground],
  );
  const scale = (ms: number) => Math.round((ms * width) / span);

  return (
    <svg className={styles.drawing} width={width} height={height} aria-hidden="true">
      <path className={styles.ground} d={groundOf(width, ground, marked ? span : 0)} />
      <path className={styles.ticks} d={path} />
      {at !== undefined && ticks.length > 0 && (
        <PlayHead at={scale(msOf(ticks, at))} width={width} height={height} />
      )}
      {notches.map(({ ms }) => (
        <Notch key={ms} x={scale(ms)} ground={ground} />
      ))}
    </svg>
  );
});

interface PlayHeadProps {
  readonly at: number;
  readonly width: number;
  readonly height: number;
}

function PlayHead({ at, width, height }: PlayHeadProps) {
  const x = Math.min(Math.max(at, 1), width - 1);
  return (
    <>
      <rect className={styles.ahead} x={x} width={width - x} height={height} />
      <rect className={styles.head} x={x - 1} width={2} height={height} />
    </>
  );
}

function groundOf(width: number, ground: number, span: number): string {
  const marked = span === 0 ? [] : marks(span, width);
  const line = `M0 ${ground + 0.5}H${width}`;
  return marked.reduce((path, x) => `${path}M${Math.round(x) - 0.5} ${ground + 1}v4`, line);
}

/** It parts the ticks, as the seam that it stands for parts the text. */
function Notch({ x, ground }: { readonly x: number; readonly ground: number }) {
  return (
    <>
      <rect className={styles.parting} x={x - 2} width={5} height={ground} />
      <path className={styles.seam} d={`M${x + 0.5} ${ground}V0`} />
      <path
        className={styles.notch}
        d={`M${x + 0.5 - NOTCH_PX / 2} 0h${NOTCH_PX}l${-NOTCH_PX / 2} ${NOTCH_PX - 1}z`}
      />
    </>
  );
}
