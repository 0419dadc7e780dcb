import type { ComponentProps } from 'react';
import styles from './Button.module.css';
import { Icon, type IconName } from './Icon';

interface Props extends ComponentProps<'button'> {
  /** `primary` is what one most likely wants here: one at most in sight. */
  readonly tone?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly icon?: IconName;
}

/** Something to press, with its name on it. */
export function Button({ tone = 'plain', icon, className = '', children, ...rest }: Props) {
  return (
    <button type="button" {...rest} className={`${styles.button} ${className}`} data-tone={tone}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
