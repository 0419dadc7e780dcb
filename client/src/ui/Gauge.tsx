import { useRef } from 'react';
import type { Ticks } from '../stream/Ticks';
import styles from './Gauge.module.css';
import { GaugeDrawing } from './GaugeDrawing';
import { spanOf } from './gauge';
import { sliderOf } from './scrubbing';
import { useAtMost } from './useAtMost';
import { useOnScreen } from './useOnScreen';
import { useWidth } from './useWidth';

const HEIGHT_PX = { line: 16, lane: 32, head: 48 } as const;

/** A live gauge is drawn at most once in so long. */
const REDRAW_MILLIS = 100;

/** As wide as this until it is measured. */
const NOMINAL_WIDTH_PX = 320;

interface Props {
  /** Under an answer, in a comparison, or at the inspector's head. */
  readonly size: keyof typeof HEIGHT_PX;
  readonly ticks: Ticks;
  /** Where the connection was cut and resumed. */
  readonly notches: readonly { readonly ms: number }[];
  /** The time at its right edge, in milliseconds; by default, what its own pieces need. */
  readonly until?: number | undefined;
  readonly live: boolean;
  /** What it shows, in words. */
  readonly label: string;
  /** The figures that appear when it is pointed at. */
  readonly figures?: string | undefined;
  /** With it the gauge is a slider over the pieces. */
  readonly scrub?: Scrub | undefined;
}

export interface Scrub {
  /** How many pieces lie before the play head. */
  readonly at: number;
  /** Where it is, in words: `position 412, 3.2 s`. */
  readonly text: string;
  readonly onScrub: (at: number) => void;
}

/** When a stream's pieces came, and how large they were: x is time, and a tick's height the bytes. */
export function Gauge({ size, ticks, notches, until, live, label, figures, scrub }: Props) {
  const gauge = useRef<HTMLDivElement>(null);
  const seen = useOnScreen(gauge, live);
  const width = useWidth(gauge, NOMINAL_WIDTH_PX);
  const drawn = useAtMost(ticks, live ? REDRAW_MILLIS : 0, live && !seen);
  const span = until ?? spanOf(drawn, live);
  const role = scrub ? sliderOf(ticks, span, scrub) : { role: 'img' };
  const meaning = { ...role, 'aria-label': label };

  return (
    <div ref={gauge} className={styles.gauge} data-size={size} data-live={live} {...meaning}>
      <GaugeDrawing
        ticks={drawn}
        notches={notches}
        span={span}
        width={width}
        height={HEIGHT_PX[size]}
        marked={size === 'head'}
        at={scrub?.at}
      />
      {figures && (
        <span className={styles.figures} aria-hidden="true">
          {figures}
        </span>
      )}
    </div>
  );
}
