import { decode } from '../stream/events';
import type { Frame } from '../stream/Frame';
import type { Outcome, Transport } from '../stream/Transport';
import { earlierNumber, type FrameLine } from './Line';

/** More frames of one stream than these are not read again. */
const MOST_FRAMES = 50_000;

/** Longer than this nobody waits for them, in milliseconds. */
const LONGEST_READ_MILLIS = 60_000;

/** How it stands with the frames that came before the recording began. */
export interface Reread {
  readonly state: 'none' | 'reading' | 'read' | 'gone' | 'failed';
  /** Those that are here so far. */
  readonly lines: readonly FrameLine[];
  /** The last position that is wanted. */
  readonly wanted: number;
}

export const NOTHING_EARLIER: Reread = { state: 'none', lines: [], wanted: 0 };

/** Reads the frames of a stream again, from its start to a position, and no further. */
export async function reread(
  transport: Transport,
  stream: string,
  wanted: number,
  show: (earlier: Reread) => void,
  closed: AbortSignal,
): Promise<void> {
  const done = new AbortController();
  const signal = AbortSignal.any([closed, done.signal, AbortSignal.timeout(LONGEST_READ_MILLIS)]);
  const lines: FrameLine[] = [];
  const tell = (state: Reread['state']) => {
    if (!closed.aborted) show({ state, lines, wanted });
  };

  tell('reading');
  try {
    const reply = await transport.follow(stream, 0, signal);
    if (reply.kind !== 'stream') return tell(stateOf(reply));
    for await (const frames of reply.frames) {
      for (const frame of frames) append(lines, frame, wanted);
      if (isWhole(lines, wanted)) break;
      tell('reading');
    }
    tell(lines.length > 0 ? 'read' : 'failed');
  } catch {
    tell(isWhole(lines, wanted) ? 'read' : 'failed');
  } finally {
    done.abort();
  }
}

function stateOf(reply: Outcome): Reread['state'] {
  return reply.kind === 'gone' ? 'gone' : 'failed';
}

function isWhole(lines: readonly FrameLine[], wanted: number): boolean {
  return lines.length >= MOST_FRAMES || (lines.at(-1)?.position ?? 0) >= wanted;
}

function append(lines: FrameLine[], frame: Frame, wanted: number): void {
  if (frame.id === '' || isWhole(lines, wanted)) return;
  const { position, ms } = decode(frame);
  lines.push({
    kind: 'frame',
    number: earlierNumber(position),
    frame,
    position,
    ...(ms !== undefined && { ms }),
    gapMillis: Math.max(0, (ms ?? 0) - (lines.at(-1)?.ms ?? 0)),
    duplicate: false,
  });
}
