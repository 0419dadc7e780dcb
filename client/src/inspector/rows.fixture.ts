import type { Frame } from '../stream/Frame';
import type { Row } from '../stream/Recording';
import type { FrameLine } from './Line';

/** When the streams of tests and of the states' page begin, in milliseconds since 1970. */
export const BEGIN = Date.UTC(2026, 10, 24, 12);

/** Their stream. */
export const STREAM = '01m87ggtt06avfrvn8mqdvqcmyd0vfxf1fnp';

/** A frame of the stream, as it came at a time. */
export function frameOf(position: number, ms: number, members: object, type = 'message'): Frame {
  const data = JSON.stringify({ ms, ...members });
  const name = type === 'message' ? '' : `event: ${type}\n`;
  const bytes = new TextEncoder().encode(
    `id: ${STREAM}-${position}\n${name}data: ${data}\n\n`,
  ).length;
  return { type, data, id: `${STREAM}-${position}`, bytes, at: BEGIN + ms };
}

/** A row of the recording with that frame; it is numbered as its position is. */
export function rowOf(frame: Frame, gapMillis = 0): FrameLine {
  const position = Number(frame.id.split('-')[1]);
  const { ms } = JSON.parse(frame.data);
  return { kind: 'frame', number: position, frame, position, ms, gapMillis, duplicate: false };
}

/** Rows of pieces of text at these positions, 10 ms apart. */
export function pieces(from: number, to: number): readonly Row[] {
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const position = from + index;
    return rowOf(frameOf(position, position * 10, { text: ` ${position}` }), 10);
  });
}

/** A comment that keeps a connection open. */
export function heartbeatOf(at: number): Frame {
  return { type: 'heartbeat', data: 'ka', id: '', bytes: 6, at };
}

export function heartbeat(number: number, at = BEGIN): Row {
  return { kind: 'frame', number, frame: heartbeatOf(at), gapMillis: 15_000, duplicate: false };
}
