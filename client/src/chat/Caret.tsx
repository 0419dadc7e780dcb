import { useLayoutEffect, useRef } from 'react';
import styles from './Caret.module.css';
import { endOfText } from './endOfText';

interface Props {
  /** How far the answer is: with each position its second of silence begins anew. */
  readonly position: number;
  readonly cut: boolean;
}

/** The bar at the end of a text that grows. It stands over the text, which knows nothing of it. */
export function Caret({ position, cut }: Props) {
  const caret = useRef<HTMLSpanElement>(null);

  // Each time that it is drawn, the text before it has grown.
  useLayoutEffect(() => {
    if (caret.current) place(caret.current);
  });

  useLayoutEffect(() => {
    const around = caret.current?.parentElement;
    if (!around) return;
    const observer = new ResizeObserver(() => caret.current && place(caret.current));
    observer.observe(around);
    return () => observer.disconnect();
  }, []);

  return (
    <span
      key={position}
      ref={caret}
      className={cut ? styles.cut : styles.caret}
      aria-hidden="true"
    />
  );
}

function place(caret: HTMLElement): void {
  const text = caret.previousElementSibling;
  const around = caret.parentElement;
  const end = text && endOfText(text);
  if (!around || !end) return;
  const origin = around.getBoundingClientRect();
  const left = Math.min(end.right - origin.left + 2, origin.width);
  const top = (end.top + end.bottom) / 2 - origin.top;
  caret.style.transform = `translate(${left}px, ${top}px) translateY(-50%)`;
}
