import type { ComponentProps } from 'react';
import { Icon, type IconName } from './Icon';
import styles from './IconButton.module.css';

interface Props extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  readonly icon: IconName;
  /** Its name: read out, and shown while the pointer rests on it. */
  readonly label: string;
  /** The keys that do the same, as they are written: `Ctrl+K`. */
  readonly keys?: string | undefined;
}

/** Something to press that is known by its picture. */
export function IconButton({ icon, label, keys, className = '', ...rest }: Props) {
  return (
    <button
      type="button"
      title={keys ? `${label} · ${keys}` : label}
      {...rest}
      className={`${styles.button} ${className}`}
      aria-label={label}
    >
      <Icon name={icon} />
    </button>
  );
}
