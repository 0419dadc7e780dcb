/** The part of a long list that is drawn, and the height that stands for the rest. */
export interface Window {
  readonly first: number;
  /** After the last. */
  readonly end: number;
  readonly above: number;
  readonly below: number;
}

/** So many rows are drawn beyond each edge, so that a flick of the wheel finds them there. */
export const OVERSCAN_ROWS = 8;

/** The rows to draw of a list of `count`, all of one height, scrolled down by `top`. */
export function windowOf(count: number, rowHeight: number, top: number, height: number): Window {
  const first = clamp(Math.floor(top / rowHeight) - OVERSCAN_ROWS, count);
  const end = Math.max(first, clamp(Math.ceil((top + height) / rowHeight) + OVERSCAN_ROWS, count));
  return { first, end, above: first * rowHeight, below: (count - end) * rowHeight };
}

/**
 * How far a list must be scrolled so that a row is in sight: as little as that takes to one beside
 * those that are, and for one that is further away so far that it is in the middle.
 */
export function reveal(index: number, rowHeight: number, top: number, height: number): number {
  const start = index * rowHeight;
  const end = start + rowHeight;
  if (start >= top && end <= top + height) return top;
  if (start >= top - rowHeight && end <= top + height + rowHeight) {
    return start < top ? start : end - height;
  }
  return Math.max(0, Math.round(start - (height - rowHeight) / 2));
}

function clamp(index: number, count: number): number {
  return Math.min(Math.max(index, 0), count);
}
