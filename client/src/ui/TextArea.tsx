import type { ComponentProps } from 'react';
import styles from './Input.module.css';

/** Several lines of text to be written; it grows with them. */
export function TextArea({ className = '', ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={3} {...rest} className={`${styles.input} ${styles.area} ${className}`} />;
}
