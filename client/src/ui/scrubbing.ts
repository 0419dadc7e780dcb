import type { HTMLAttributes, KeyboardEvent, PointerEvent } from 'react';
import type { Ticks } from '../stream/Ticks';
import type { Scrub } from './Gauge';
import { piecesBy } from './gauge';

/** Page up and page down move the play head by this part of all pieces. */
const PAGE = 1 / 10;

/** What makes an element a slider over the pieces of a stream. */
export function sliderOf(ticks: Ticks, span: number, scrub: Scrub): HTMLAttributes<HTMLElement> {
  const pointed = ({ clientX, currentTarget }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    if (width > 0) scrub.onScrub(piecesBy(ticks, ((clientX - left) / width) * span));
  };

  return {
    role: 'slider',
    tabIndex: 0,
    'aria-orientation': 'horizontal',
    'aria-valuemin': 0,
    'aria-valuemax': ticks.length,
    'aria-valuenow': scrub.at,
    'aria-valuetext': scrub.text,
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      pointed(event);
    },
    onPointerMove: (event) => {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) pointed(event);
    },
    onKeyDown: (event) => {
      const at = moved(event, scrub.at, ticks.length);
      if (at === undefined) return;
      event.preventDefault();
      scrub.onScrub(Math.min(Math.max(at, 0), ticks.length));
    },
  };
}

function moved({ key }: KeyboardEvent, at: number, count: number): number | undefined {
  const page = Math.max(1, Math.round(count * PAGE));
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return at + 1;
    case 'ArrowLeft':
    case 'ArrowDown':
      return at - 1;
    case 'PageUp':
      return at + page;
    case 'PageDown':
      return at - page;
    case 'Home':
      return 0;
    case 'End':
      return count;
    default:
      return undefined;
  }
}
