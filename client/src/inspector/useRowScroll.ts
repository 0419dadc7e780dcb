import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { indexOf, type Line } from './Line';
import { reveal, type Window, windowOf } from './windowing';

export const ROW_PX = 24;

/** The list is at its newest row when it lacks no more than this, in pixels. */
const AT_END_PX = 2;

/** So high until it is measured. */
const NOMINAL_HEIGHT_PX = 480;

/** How far it is scrolled; at the end it stays there. */
interface View {
  readonly top: number | 'end';
  readonly height: number;
}

/**
 * Which rows of a scrolling list are drawn. It keeps to the newest unless somebody has scrolled up,
 * or has selected a row, which it brings into sight; else the rows in sight stay where they are,
 * whatever comes and goes above them.
 */
export function useRowScroll(
  port: RefObject<HTMLElement | null>,
  lines: readonly Line[],
  selected: number | undefined,
): { readonly drawn: Window; readonly scrolled: () => void } {
  const [{ top, height }, setView] = useState<View>({ top: 'end', height: NOMINAL_HEIGHT_PX });
  const first = useRef({ number: 0, pixels: 0 });

  const look = (list: HTMLElement, atEnd: boolean) => {
    // A row's height is taken by the head, which stays at the top.
    const height = Math.max(0, list.clientHeight - ROW_PX) || NOMINAL_HEIGHT_PX;
    const index = Math.floor(list.scrollTop / ROW_PX);
    first.current = { number: lines[index]?.number ?? 0, pixels: list.scrollTop - index * ROW_PX };
    const top = atEnd ? 'end' : list.scrollTop;
    setView((view) => (view.top === top && view.height === height ? view : { top, height }));
  };

  const scrolled = () => {
    const { current } = port;
    if (!current) return;
    const left = current.scrollHeight - current.clientHeight - current.scrollTop;
    look(current, selected === undefined && left <= AT_END_PX);
  };

  // Brings into sight what is to be there: the selected row, or the newest.
  const keep = (atEnd: boolean) => {
    const { current } = port;
    if (!current) return;
    if (atEnd) current.scrollTop = current.scrollHeight;
    else if (selected !== undefined) {
      const index = Math.min(indexOf(lines, selected), lines.length - 1);
      current.scrollTop = reveal(index, ROW_PX, current.scrollTop, current.clientHeight - ROW_PX);
    }
    look(current, atEnd);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: where it was is kept as lines change.
  useLayoutEffect(() => {
    const { current } = port;
    if (!current) return;
    if (top === 'end') {
      current.scrollTop = current.scrollHeight;
      return;
    }
    const { number, pixels } = first.current;
    const before = indexOf(lines, number) * ROW_PX + pixels;
    if (before === current.scrollTop) return;
    current.scrollTop = before;
    look(current, false);
  }, [lines]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is newly selected is revealed.
  useLayoutEffect(() => keep(selected === undefined), [selected]);

  const resized = useRef(() => {});
  useEffect(() => {
    resized.current = () => keep(top === 'end');
  });

  useEffect(() => {
    if (!port.current || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => resized.current());
    observer.observe(port.current);
    return () => observer.disconnect();
  }, [port]);

  const count = lines.length;
  const from = top === 'end' ? count * ROW_PX - height : top;
  return { drawn: windowOf(count, ROW_PX, from, height), scrolled };
}
