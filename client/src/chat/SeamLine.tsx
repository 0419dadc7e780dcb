import styles from './SeamLine.module.css';

/** A place where the answer is torn, and what happened there. */
export function SeamLine({ children }: { readonly children: string }) {
  return <p className={styles.seam}>{children}</p>;
}
