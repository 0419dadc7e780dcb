import type { Row } from '../stream/Recording';

/** One line of the inspector's list: of the recording, or what stands for what is not in it. */
export type Line =
  | Row
  /** What lies above was read again: its times are the gateway's, not this browser's. */
  | { readonly kind: 'again'; readonly number: number }
  /** Positions that are not here: the recording keeps only the latest. */
  | { readonly kind: 'hole'; readonly number: number; readonly from: number; readonly to: number }
  | Kept;

/** A piece of which no more is kept than when it came, and how large it was. */
export interface Kept {
  readonly kind: 'kept';
  readonly number: number;
  readonly position: number;
  readonly ms: number;
  readonly gapMillis: number;
  readonly bytes: number;
}

/** A frame as a line; a heartbeat is one too. */
export type FrameLine = Extract<Line, { kind: 'frame' }>;

// Lines are in the order of their numbers, and a line keeps its number. The recording counts from 0
// or more, so what comes before it lies below.
const FIRST_EARLIER = -1_000_000_000;
export const AGAIN_NUMBER = -2;
export const HOLE_NUMBER = -1;

/** The number of a line that is not of the recording, by its position. */
export function earlierNumber(position: number): number {
  return FIRST_EARLIER + position;
}

/** Where the line of this number is, or else the next one, in a list in which some may be missing. */
export function indexOf(lines: readonly Line[], number: number): number {
  return firstWhere(lines, (line) => line.number >= number);
}

/** The first for which it is so, of a list of which it is so from there on; its length if for none. */
export function firstWhere<Each>(list: readonly Each[], so: (each: Each) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const each = list[middle];
    if (each !== undefined && so(each)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The position in a stream that a line has; of a duplicate, none. */
export function positionIn(line: Line): number | undefined {
  if (line.kind === 'kept') return line.position;
  return line.kind === 'frame' && !line.duplicate ? line.position : undefined;
}

/** The position that had been reached at a line. */
export function reachedAt(lines: readonly Line[], index: number): number {
  for (let at = Math.min(index, lines.length - 1); at >= 0; at--) {
    const line = lines[at];
    const position = line && positionIn(line);
    if (position !== undefined) return position;
  }
  return 0;
}

/** The line at which a position was reached first; undefined if it is not here. */
export function lineAt(lines: readonly Line[], position: number): Line | undefined {
  return lines.findLast((line) => positionIn(line) === position);
}
