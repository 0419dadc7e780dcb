import { useEffect, useRef, useState } from 'react';

/**
 * A value that changes all the time, looked at only once in `everyMillis`; when that is 0, always.
 * While it is paused it stays as it was.
 */
export function useAtMost<Value>(value: Value, everyMillis: number, paused: boolean): Value {
  const [seen, setSeen] = useState(value);
  const newest = useRef(value);
  const rare = everyMillis > 0;

  useEffect(() => {
    newest.current = value;
  });

  useEffect(() => {
    if (paused || !rare) return;
    setSeen(newest.current);
    const timer = setInterval(() => setSeen(newest.current), everyMillis);
    return () => clearInterval(timer);
  }, [everyMillis, paused, rare]);

  useEffect(() => {
    if (!paused && !rare) setSeen(value);
  }, [value, paused, rare]);

  return rare || paused ? seen : value;
}
