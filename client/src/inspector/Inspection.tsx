import { useMemo, useState, useSyncExternalStore } from 'react';
import { useInspectorWords } from '../i18n/useInspectorWords';
import { Button } from '../ui/Button';
import { IconButton } from '../ui/IconButton';
import { CopyMenu } from './CopyMenu';
import { Detail } from './Detail';
import { Filters } from './Filters';
import { FrameList } from './FrameList';
import { filtered, type Shown } from './filter';
import { Identity } from './Identity';
import styles from './Inspector.module.css';
import { indexOf, type Line, lineAt, reachedAt } from './Line';
import { Notice } from './Notice';
import { Scrubber } from './Scrubber';
import { Summary } from './Summary';
import type { Trace } from './Trace';

interface Props {
  readonly log: Pick<Trace, 'get' | 'subscribe' | 'readAgain' | 'replay'>;
  /** The body that started the stream, if this browser did. */
  readonly body?: object | undefined;
  /** The position that it is opened at; by default, the newest. */
  readonly openAt?: number | undefined;
  readonly onCut: () => void;
  readonly onClose: () => void;
}

/** Where the play head is: at a position, or at a line of its own, which may be none of an event. */
interface Cursor {
  readonly position: number;
  readonly number?: number;
}

/** One stream, frame by frame: what came, when, over which connections, and what it said by then. */
export function Inspection({ log, body, openAt, onCut, onClose }: Props) {
  const words = useInspectorWords();
  const { answer, lines: current, counts, earlier } = useSyncExternalStore(log.subscribe, log.get);
  const [frozen, setFrozen] = useState<readonly Line[]>();
  const [cursor, setCursor] = useState<Cursor | undefined>(
    openAt === undefined ? undefined : { position: openAt },
  );
  const [shown, setShown] = useState<Shown>('all');
  const [search, setSearch] = useState('');
  const lines = frozen ?? current;
  const listed = useMemo(() => filtered(lines, shown, search), [lines, shown, search]);
  const replay = cursor && log.replay();
  const position = cursor?.position ?? answer.position;
  const line = cursor && lineOf(cursor, lines);

  const select = (line: Line | undefined) =>
    setCursor(
      line && { position: reachedAt(lines, indexOf(lines, line.number)), number: line.number },
    );

  const scrub = (pieces: number) => {
    setCursor({ position: log.replay()?.position(pieces) ?? (pieces === 0 ? 0 : pieces + 1) });
  };

  return (
    <div className={styles.inspector}>
      <header className={styles.head}>
        <div className={styles.title}>
          <h2>{words.title}</h2>
          {!answer.end && (
            <Button
              icon="cut"
              className={styles.cut ?? ''}
              title={words.cutHint}
              disabled={answer.connection.kind !== 'open'}
              onClick={onCut}
            >
              {words.cut}
            </Button>
          )}
          <CopyMenu stream={answer.stream} body={body} position={position} lines={current} />
          <IconButton icon="close" label={words.close} onClick={onClose} />
        </div>
        <div className={styles.wide}>
          <Identity answer={answer} />
          <Summary answer={answer} counts={counts} />
        </div>
        <Scrubber
          answer={answer}
          at={cursor && (replay?.pieces(position) ?? Math.max(0, position - 1))}
          position={position}
          onScrub={scrub}
          onNewest={() => setCursor(undefined)}
        />
        <Filters
          shown={shown}
          search={search}
          behind={frozen && behind(frozen, current)}
          onShow={setShown}
          onSearch={setSearch}
          onFreeze={() => setFrozen(frozen ? undefined : current)}
        />
      </header>
      <Notice earlier={earlier} onRetry={log.readAgain} />
      <div className={styles.rows}>
        <FrameList
          lines={listed}
          all={lines}
          selected={cursor && (line?.number ?? Number.NEGATIVE_INFINITY)}
          onSelect={select}
        />
        {lines.length > 0 && listed.length === 0 && (
          <p className={styles.empty}>{words.noMatches}</p>
        )}
        {lines.length === 0 && earlier.state === 'none' && (
          <p className={styles.empty}>{words.noLines}</p>
        )}
      </div>
      {cursor && (
        <Detail
          line={line}
          position={position}
          replay={replay}
          reading={earlier.state === 'reading'}
          onClose={() => setCursor(undefined)}
        />
      )}
    </div>
  );
}

function lineOf({ number, position }: Cursor, lines: readonly Line[]): Line | undefined {
  if (number === undefined) return lineAt(lines, position);
  const line = lines[indexOf(lines, number)];
  return line?.number === number ? line : undefined;
}

function behind(frozen: readonly Line[], current: readonly Line[]): number {
  const last = frozen.at(-1)?.number ?? Number.NEGATIVE_INFINITY;
  return current.length - indexOf(current, last + 1);
}
