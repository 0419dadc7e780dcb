import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';

/** The width of an element's content in whole pixels, as it changes; `initial` until it is known. */
export function useWidth(element: RefObject<HTMLElement | null>, initial: number): number {
  const [width, setWidth] = useState(initial);

  useLayoutEffect(() => {
    const measured = element.current?.clientWidth ?? 0;
    if (measured > 0) setWidth(measured);
  }, [element]);

  useEffect(() => {
    if (!element.current || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver((changes) => {
      const measured = Math.floor(changes.at(-1)?.contentRect.width ?? 0);
      if (measured > 0) setWidth(measured);
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);

  return width;
}
