import { useFormats } from '../i18n/useFormats';
import { useInspectorWords } from '../i18n/useInspectorWords';
import type { Answer } from '../stream/answer';
import { Button } from '../ui/Button';
import { Gauge } from '../ui/Gauge';
import { msOf } from '../ui/gauge';
import { Select } from '../ui/Select';
import { SPEEDS } from './playback';
import styles from './Scrubber.module.css';
import { usePlayback } from './usePlayback';

interface Props {
  readonly answer: Answer;
  /** How many pieces lie before the play head; undefined at the newest. */
  readonly at: number | undefined;
  /** The position that is. */
  readonly position: number;
  readonly onScrub: (pieces: number) => void;
  readonly onNewest: () => void;
}

/** The gauge at the inspector's head: it is dragged, or played, and the answer is as it was then. */
export function Scrubber({ answer, at, position, onScrub, onNewest }: Props) {
  const words = useInspectorWords();
  const { duration, number } = useFormats();
  const { ticks, seams, end } = answer;
  const pieces = at ?? ticks.length;
  const { playing, speed, play, hold, choose } = usePlayback(ticks, pieces, onScrub);
  const text =
    pieces === 0 ? words.before : words.at(number(position), duration(msOf(ticks, pieces)));

  return (
    <div className={styles.scrubber}>
      <Gauge
        size="head"
        ticks={ticks}
        notches={seams}
        live={!end}
        label={words.replay}
        scrub={{
          at: pieces,
          text,
          onScrub: (to) => {
            hold();
            onScrub(to);
          },
        }}
      />
      <div className={styles.controls}>
        <Button
          tone="quiet"
          className={styles.play ?? ''}
          disabled={ticks.length === 0}
          {...(playing ? {} : { icon: 'play' as const })}
          onClick={playing ? hold : play}
        >
          {playing ? words.hold : words.play}
        </Button>
        <Select
          tone="quiet"
          aria-label={words.speed}
          value={speed}
          choices={SPEEDS.map((value) => ({ value, label: words.speeds[value] }))}
          onChoose={choose}
        />
        <span className={styles.at}>{text}</span>
        {at !== undefined && (
          <Button
            tone="quiet"
            onClick={() => {
              hold();
              onNewest();
            }}
          >
            {words.newest}
          </Button>
        )}
      </div>
    </div>
  );
}
