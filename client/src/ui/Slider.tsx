import { useMemo, useState } from 'react';
import { Field } from './Field';
import { Input } from './Input';
import styles from './Slider.module.css';
import { stopAt, stopsOf } from './stops';

interface Props {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  readonly onSlide: (value: number) => void;
}

/** A number within bounds, to be slid or written. A long range is slid over round values. */
export function Slider({ label, hint, min, max, step, value, onSlide }: Props) {
  // What is being written may be no number yet, or lie outside.
  const [written, setWritten] = useState<string>();
  const stops = useMemo(() => stopsOf(min, max, step), [min, max, step]);

  const settle = () => {
    const number = Number(written);
    if (written !== undefined && written.trim() !== '' && Number.isFinite(number)) {
      onSlide(nearest(number, min, max, step));
    }
    setWritten(undefined);
  };

  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <span className={styles.slider}>
          <input
            {...ids}
            type="range"
            {...(stops
              ? { min: 0, max: stops.length - 1, step: 1, 'aria-valuetext': `${value}` }
              : { min, max, step })}
            value={stops ? stopAt(stops, value) : value}
            onChange={({ target: { valueAsNumber: slid } }) => onSlide(stops?.[slid] ?? slid)}
          />
          <Input
            className={styles.number ?? ''}
            type="number"
            aria-label={label}
            min={min}
            max={max}
            step={step}
            value={written ?? String(value)}
            onChange={({ target }) => setWritten(target.value)}
            onBlur={settle}
            onKeyDown={({ key }) => {
              if (key === 'Enter') settle();
            }}
          />
        </span>
      )}
    </Field>
  );
}

/** The allowed value that lies nearest. */
export function nearest(value: number, min: number, max: number, step: number): number {
  const steps = Math.round((Math.min(Math.max(value, min), max) - min) / step);
  const decimals = Math.max(0, Math.ceil(-Math.log10(step)));
  return Math.min(max, Number((min + steps * step).toFixed(decimals)));
}
