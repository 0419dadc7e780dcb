import styles from './CodeBlock.module.css';
import { stretches } from './stretches';

/**
 * Code as it is. A long one is laid out in stretches, so that a line more costs the layout of its
 * own stretch and not of all.
 */
export function CodeLines({ code }: { readonly code: string }) {
  const all = stretches(code);
  if (all.length === 1) return <code className={styles.code}>{code}</code>;
  return (
    <code className={styles.code}>
      {all.map(({ from, text }) => (
        <span key={from} className={styles.stretch}>
          {text}
        </span>
      ))}
    </code>
  );
}
