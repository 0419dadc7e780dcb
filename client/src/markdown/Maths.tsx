import { memo, type ReactNode } from 'react';
import { Lazy } from './Lazy';
import styles from './Maths.module.css';
import { useLazy } from './useLazy';

const MOST_KEPT = 500;

const lazy = new Lazy(async () => (await import('./typeset')).typeset);
const kept = new Map<string, ReactNode>();

interface MathsProps {
  readonly tex: string;
  readonly display: boolean;
  /** As it was written, which is shown until it can be set, or where it cannot be. */
  readonly source: string;
}

/** A formula. */
export const Maths = memo(function Maths({ tex, display, source }: MathsProps) {
  const typeset = useLazy(lazy, true);
  const formula = typeset && remembered(`${display}\n${tex}`, () => typeset(tex, display));
  if (!formula) return <code className={styles.source}>{source}</code>;
  return <span className={display ? styles.display : styles.inline}>{formula}</span>;
});

function remembered(key: string, make: () => ReactNode): ReactNode {
  if (kept.has(key)) return kept.get(key);
  const made = make();
  kept.set(key, made);
  const oldest = kept.keys().next().value;
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return made;
}
