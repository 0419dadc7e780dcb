import { type RefObject, useEffect, useRef } from 'react';

const AT_BOTTOM_PX = 2;

type Ref = RefObject<HTMLDivElement | null>;

/** Keeps a growing column at its bottom while the reader is there, and only then. */
export function useStickToBottom(pin: unknown): readonly [scroll: Ref, column: Ref] {
  const scroll = useRef<HTMLDivElement>(null);
  const column = useRef<HTMLDivElement>(null);
  const pinned = useRef(true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `pin` is what it is for.
  useEffect(() => {
    pinned.current = true;
  }, [pin]);

  useEffect(() => {
    const port = scroll.current;
    const content = column.current;
    if (!port || !content) return;
    let top = port.scrollTop;

    // Growth moves nothing, so only the reader can have made it less.
    const scrolled = () => {
      if (port.scrollTop + port.clientHeight >= port.scrollHeight - AT_BOTTOM_PX) {
        pinned.current = true;
      } else if (port.scrollTop < top) {
        pinned.current = false;
      }
      top = port.scrollTop;
    };
    const resized = () => {
      if (pinned.current) port.scrollTop = port.scrollHeight;
    };

    port.addEventListener('scroll', scrolled, { passive: true });
    const observer = new ResizeObserver(resized);
    observer.observe(port);
    observer.observe(content);
    return () => {
      port.removeEventListener('scroll', scrolled);
      observer.disconnect();
    };
  }, []);

  return [scroll, column];
}
