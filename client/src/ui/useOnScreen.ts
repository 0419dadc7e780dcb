import { type RefObject, useEffect, useState } from 'react';

/**
 * Whether an element can be seen: it is scrolled into view, in a tab that is not hidden. Looked at
 * only while that is `wanted`.
 */
export function useOnScreen(element: RefObject<Element | null>, wanted: boolean): boolean {
  const [inView, setInView] = useState(typeof IntersectionObserver === 'undefined');
  const [hidden, setHidden] = useState(document.hidden);

  useEffect(() => {
    if (!wanted || !element.current || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver((changes) => {
      setInView(changes.at(-1)?.isIntersecting ?? false);
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, wanted]);

  useEffect(() => {
    if (!wanted) return;
    const changed = () => setHidden(document.hidden);
    document.addEventListener('visibilitychange', changed);
    return () => document.removeEventListener('visibilitychange', changed);
  }, [wanted]);

  return inView && !hidden;
}
