import { useWords } from '../i18n/useWords';
import styles from './Wordmark.module.css';

/** The product's name beside its gauge, which has its colour while anything streams. */
export function Wordmark({ live }: { readonly live: boolean }) {
  const { app } = useWords();
  return (
    <span className={styles.wordmark}>
      <svg viewBox="0 0 20 20" aria-hidden="true" data-live={live}>
        <path d="M2.5 13v-2M5.5 13V9.5M8.5 13V5M11.5 13V3.5M14.5 13V8.5M17.5 13v-2M1.5 16.5h17" />
      </svg>
      {app.product}
    </span>
  );
}
