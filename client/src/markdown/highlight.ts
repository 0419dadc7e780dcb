import { useEffect, useState } from 'react';
import { Lazy } from './Lazy';
import type { Run } from './runs';
import { useLazy } from './useLazy';

/** Turns code into stretches set alike; nothing for a language it does not know. */
export type Highlighter = (language: string, code: string) => readonly Run[] | undefined;

/** Longer code stays as it is. */
const LONGEST_CODE_CHARS = 50_000;
const MOST_KEPT_CHARS = 1_000_000;
const LONGEST_IDLE_MILLIS = 2_000;

const lazy = new Lazy(async () => (await import('./grammars')).highlighter);
const kept = new Map<string, readonly Run[]>();
let keptChars = 0;

/** Settled code as stretches set alike, once there was time to read it; nothing until then. */
export function useHighlight(
  language: string,
  code: string,
  settled: boolean,
): readonly Run[] | undefined {
  const wanted = settled && language !== '' && code.length <= LONGEST_CODE_CHARS;
  const highlight = useLazy(lazy, wanted);
  const key = `${language}\n${code}`;
  const [, setDone] = useState('');
  const there = wanted ? kept.get(key) : undefined;
  useEffect(() => {
    if (!wanted || !highlight || kept.has(key)) return;
    return whenIdle(() => {
      const runs = attempt(highlight, language, code);
      if (!runs) return;
      keep(key, runs);
      setDone(key);
    });
  }, [wanted, highlight, key, language, code]);
  return there;
}

function attempt(highlight: Highlighter, language: string, code: string) {
  try {
    return highlight(language.toLowerCase(), code);
  } catch {
    return undefined;
  }
}

/** Keeps the latest, up to so many characters of code in all. */
function keep(key: string, runs: readonly Run[]): void {
  kept.set(key, runs);
  keptChars += key.length;
  for (const oldest of kept.keys()) {
    if (keptChars <= MOST_KEPT_CHARS) return;
    kept.delete(oldest);
    keptChars -= oldest.length;
  }
}

function whenIdle(act: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(act);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(act, { timeout: LONGEST_IDLE_MILLIS });
  return () => cancelIdleCallback(handle);
}
