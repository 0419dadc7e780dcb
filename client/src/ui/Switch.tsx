import type { ComponentProps } from 'react';
import styles from './Switch.module.css';

interface Props extends Omit<ComponentProps<'input'>, 'type' | 'role' | 'checked' | 'onChange'> {
  readonly on: boolean;
  readonly onSwitch: (on: boolean) => void;
}

/** Something that is on or off, at once. */
export function Switch({ on, onSwitch, ...rest }: Props) {
  return (
    <input
      {...rest}
      type="checkbox"
      role="switch"
      className={styles.switch}
      checked={on}
      aria-checked={on}
      onChange={({ target }) => onSwitch(target.checked)}
    />
  );
}
