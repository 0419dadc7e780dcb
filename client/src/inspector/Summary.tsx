import { useMemo } from 'react';
import { useFormats } from '../i18n/useFormats';
import { useInspectorWords } from '../i18n/useInspectorWords';
import type { Answer } from '../stream/answer';
import { metricsOf } from '../stream/metrics';
import { useAtMost } from '../ui/useAtMost';
import styles from './Summary.module.css';
import type { Counts } from './Tally';

/** The figures of a live stream are reckoned once in so long. */
const RECKON_MILLIS = 500;

interface Props {
  readonly answer: Answer;
  readonly counts: Counts;
}

/** The figures of a stream: how much came, and how fast. */
export function Summary({ answer, counts }: Props) {
  const words = useInspectorWords();
  const { number, bytes, duration } = useFormats();
  const reckoned = useAtMost(answer, answer.end ? 0 : RECKON_MILLIS, false);
  const { ttftMillis, tokensPerSecond, gapP50Millis, gapP99Millis } = useMemo(
    () => metricsOf(reckoned),
    [reckoned],
  );
  const none = counts.frames === 0 && answer.position > 0;
  const count = (value: number) => (none ? words.none : number(value));
  const time = (millis: number | undefined) =>
    millis === undefined ? words.none : duration(millis);

  const figures: readonly (readonly [name: string, figure: string])[] = [
    [words.frames, count(counts.frames)],
    [words.heartbeats, count(counts.heartbeats)],
    [words.bytes, none ? words.none : bytes(counts.bytes)],
    [words.connections, number(counts.connections)],
    [words.firstToken, time(ttftMillis)],
    [words.rate, tokensPerSecond === undefined ? words.none : number(tokensPerSecond, 1)],
    [words.p50, time(gapP50Millis)],
    [words.p99, time(gapP99Millis)],
  ];

  return (
    <dl className={styles.summary}>
      {figures.map(([name, figure]) => (
        <div key={name} className={styles.figure}>
          <dt>{name}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  );
}
