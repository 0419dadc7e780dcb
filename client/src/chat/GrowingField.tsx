import { type ComponentProps, useLayoutEffect, useRef } from 'react';
import styles from './GrowingField.module.css';

interface Props extends ComponentProps<'textarea'> {
  readonly value: string;
}

/** A field for text that is as high as its lines, up to two fifths of the page. */
export function GrowingField({ className = '', ref, ...rest }: Props) {
  const own = useRef<HTMLTextAreaElement>(null);
  const { value } = rest;

  // Where the browser can't by itself.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text has another height.
  useLayoutEffect(() => {
    const { current } = own;
    if (!current || globalThis.CSS?.supports?.('field-sizing', 'content')) return;
    current.style.height = 'auto';
    current.style.height = `${current.scrollHeight}px`;
  }, [value]);

  return (
    <textarea
      rows={1}
      {...rest}
      ref={(element) => {
        own.current = element;
        if (typeof ref === 'function') ref(element);
        else if (ref) ref.current = element;
      }}
      className={`${styles.field} ${className}`}
    />
  );
}
