import { type ReactNode, useEffect, useState } from 'react';

interface Props {
  /** What is pressed, one after the other, each as soon as it is there. */
  readonly on: readonly string[];
  readonly children: ReactNode;
}

/** A page on which something was pressed, for states that begin with that. */
export function Pressed({ on, children }: Props) {
  const [waiting] = useState(() => [...on]);
  useEffect(() => {
    let frame = 0;
    const press = () => {
      const [next] = waiting;
      if (next === undefined) return;
      const found = document.querySelector<HTMLElement>(next);
      if (found) waiting.shift();
      found?.click();
      frame = requestAnimationFrame(press);
    };
    press();
    return () => cancelAnimationFrame(frame);
  }, [waiting]);
  return children;
}
