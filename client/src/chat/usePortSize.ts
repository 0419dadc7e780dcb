import { type RefObject, useLayoutEffect } from 'react';

/** From so many pixels on there is room beside the text. */
const WIDE_PX = 900;

/**
 * Tells the styles of what scrolls in a port how large that is: `--port-height`, `data-wide`. A
 * container of CSS would, too, but Chromium looks at all that is in one again with each layout.
 */
export function usePortSize(port: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = port.current;
    if (!element) return;
    const measure = () => {
      element.style.setProperty('--port-height', `${element.clientHeight}px`);
      element.dataset.wide = String(element.clientWidth >= WIDE_PX);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [port]);
}
