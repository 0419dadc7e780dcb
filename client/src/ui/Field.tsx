import { type ReactNode, useId } from 'react';
import styles from './Field.module.css';

/** What ties a control to the words around it. */
export interface FieldIds {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

interface Props {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** `beside`: the control stands at the end of the label's line. */
  readonly layout?: 'under' | 'beside';
  readonly children: (ids: FieldIds) => ReactNode;
}

/** A control with its label, and with what there is to say about it. */
export function Field({ label, hint, error, layout = 'under', children }: Props) {
  const id = useId();
  const said = error ?? hint;
  const ids: FieldIds = {
    id,
    ...(said && { 'aria-describedby': `${id}-said` }),
    ...(error && { 'aria-invalid': true as const }),
  };
  return (
    <div className={styles.field} data-layout={layout}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.control}>{children(ids)}</div>
      {said && (
        <p id={`${id}-said`} className={styles.said} data-error={error !== undefined}>
          {said}
        </p>
      )}
    </div>
  );
}
