import type { Ticks } from '../stream/Ticks';

/** The least span of a live gauge, in milliseconds, and how much it widens each time it is full. */
const FIRST_SPAN_MILLIS = 4_000;
const WIDENING = 1.5;

/** The span of a gauge of which nothing is known but that it has ended. */
const LEAST_SPAN_MILLIS = 1;

/** A column that holds anything is at least so high, in pixels. */
const LEAST_HEIGHT = 2;

/** The most marks of time along a gauge, and the steps they may be apart, in milliseconds. */
const MOST_MARKS = 16;
const STEPS_MILLIS = [
  100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000,
  1_800_000, 3_600_000,
];

/**
 * The time that a gauge's width stands for, in milliseconds. Of a live one it grows in steps: ticks
 * stay where they are until there is no more room, instead of creeping to the left with each piece.
 */
export function spanOf(ticks: Ticks, live: boolean): number {
  const last = lastMs(ticks);
  if (!live) return Math.max(last, LEAST_SPAN_MILLIS);
  let span = FIRST_SPAN_MILLIS;
  while (span < last) span *= WIDENING;
  return span;
}

/** The bytes of the pieces that fall into each of `count` columns. */
export function columns(ticks: Ticks, count: number, span: number): number[] {
  const bytes = new Array<number>(count).fill(0);
  const scale = count / span;
  for (let index = 0; index < ticks.length; index++) {
    const column = Math.floor((ticks.ms[index] ?? 0) * scale);
    const at = Math.min(Math.max(column, 0), count - 1);
    bytes[at] = (bytes[at] ?? 0) + (ticks.bytes[index] ?? 0);
  }
  return bytes;
}

/**
 * An SVG path of a tick for each column that holds anything, standing on `height`. The height goes
 * with the root of the bytes, or one long piece would flatten all the others.
 */
export function pathOf(bytes: readonly number[], pitch: number, height: number): string {
  const most = bytes.reduce((a, b) => Math.max(a, b), 1);
  let path = '';
  for (const [column, size] of bytes.entries()) {
    if (size === 0) continue;
    const tall = Math.max(LEAST_HEIGHT, Math.round(height * Math.sqrt(size / most)));
    path += `M${column * pitch + pitch / 2} ${height}v${-tall}`;
  }
  return path;
}

/** Where along `width` the marks of time stand: at the smallest round step that isn't too dense. */
export function marks(span: number, width: number): number[] {
  const step = STEPS_MILLIS.find((step) => span / step <= MOST_MARKS);
  if (step === undefined) return [];
  const count = Math.floor(span / step);
  return Array.from({ length: count }, (_, index) => ((index + 1) * step * width) / span);
}

/** How many pieces had come by a time, in milliseconds. */
export function piecesBy(ticks: Ticks, ms: number): number {
  let low = 0;
  let high = ticks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ticks.ms[middle] ?? 0) <= ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** When the latest of the first `pieces` pieces came, in milliseconds; 0 before any. */
export function msOf(ticks: Ticks, pieces: number): number {
  return ticks.ms[Math.min(pieces, ticks.length) - 1] ?? 0;
}

function lastMs(ticks: Ticks): number {
  return msOf(ticks, ticks.length);
}
