import type { ComponentProps } from 'react';
import styles from './Input.module.css';

/** A line of text, or a number, to be written. */
export function Input({ className = '', ...rest }: ComponentProps<'input'>) {
  return <input type="text" {...rest} className={`${styles.input} ${className}`} />;
}
