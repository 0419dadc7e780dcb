import { useFormats } from '../i18n/useFormats';
import { useWords } from '../i18n/useWords';
import { metricsOf } from '../stream/metrics';
import { Gauge } from '../ui/Gauge';
import styles from './StatsLine.module.css';
import { useSampled } from './useSampled';
import type { Source } from './useSource';

/** Four times a second: faster figures can't be read. */
const EVERY_MILLIS = 250;

interface Props {
  readonly source: Source;
  /** The model that was asked, until the gateway says which one answers. */
  readonly model: string;
}

/** How an answer came: its gauge, and the figures of it. */
export function StatsLine({ source, model }: Props) {
  const answer = useSampled(source, EVERY_MILLIS);
  const { stats } = useWords().chat;
  const { duration, number } = useFormats();
  const metrics = metricsOf(answer);
  const { ticks, seams, usage, end } = answer;
  const output = usage?.outputTokens ?? ticks.length;
  const estimated = usage?.estimated || !usage;
  // What was cancelled has no count of what went in.
  const input = usage && usage.inputTokens > 0 ? number(usage.inputTokens) : undefined;

  return (
    <div className={styles.stats}>
      {(ticks.length > 0 || !end) && (
        <Gauge size="line" ticks={ticks} notches={seams} live={!end} label={stats.label} />
      )}
      <ul className={styles.figures}>
        <li className={styles.model}>{answer.model ?? model}</li>
        {metrics.ttftMillis !== undefined && (
          <li title={stats.firstPieceLong}>{stats.firstPiece(duration(metrics.ttftMillis))}</li>
        )}
        {metrics.tokensPerSecond !== undefined && (
          <li title={stats.rateLong}>{stats.rate(rounded(metrics.tokensPerSecond, number))}</li>
        )}
        {metrics.gapP50Millis !== undefined && metrics.gapP99Millis !== undefined && (
          <li title={stats.gapsLong}>
            p50 {duration(metrics.gapP50Millis)} · p99 {duration(metrics.gapP99Millis)}
          </li>
        )}
        {metrics.reconnects > 0 && <li>{stats.reconnects(metrics.reconnects)}</li>}
        {output > 0 && (
          <li title={estimated ? `${stats.tokensLong}, ${stats.estimated}` : stats.tokensLong}>
            {stats.tokens(input, `${estimated ? '~' : ''}${number(output)}`)}
          </li>
        )}
      </ul>
    </div>
  );
}

function rounded(rate: number, number: (value: number, digits?: number) => string): string {
  return number(rate, rate < 100 ? 1 : 0);
}
