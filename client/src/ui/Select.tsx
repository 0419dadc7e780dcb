import type { ComponentProps } from 'react';
import { Icon } from './Icon';
import styles from './Select.module.css';

interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface Props<Value extends string>
  extends Omit<ComponentProps<'select'>, 'value' | 'onChange' | 'children'> {
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChoose: (value: Value) => void;
  /** `quiet`: without an edge, in a line of text. */
  readonly tone?: 'plain' | 'quiet';
}

/** One of several, chosen by the browser's own means. */
export function Select<Value extends string>({
  value,
  choices,
  onChoose,
  tone = 'plain',
  ...rest
}: Props<Value>) {
  return (
    <span className={styles.select} data-tone={tone}>
      <select
        {...rest}
        value={value}
        onChange={({ target }) => {
          const chosen = choices.find((choice) => choice.value === target.value);
          if (chosen) onChoose(chosen.value);
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      <Icon name="chevronDown" />
    </span>
  );
}
