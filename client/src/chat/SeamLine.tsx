import type { Seam } from '../stream/answer';
import styles from './SeamLine.module.css';

/** Where the answer was cut and resumed, and how long that took. */
export function SeamLine({ seam }: { readonly seam: Seam }) {
  const away = `${(seam.awayMillis / 1000).toFixed(1)} s`;
  return (
    <p className={styles.seam} lang="en">
      resumed at {seam.position} · {away}
    </p>
  );
}
