import { useWords } from '../i18n/useWords';
import { Field } from '../ui/Field';
import { IconButton } from '../ui/IconButton';
import { Input } from '../ui/Input';
import { Select } from '../ui/Select';
import { Slider } from '../ui/Slider';
import type { Kind } from './parameters';
import styles from './Setting.module.css';

export type Value = number | string | boolean;

interface Props {
  readonly name: string;
  /** What it is; of one that we don't know, nothing. */
  readonly hint: string | undefined;
  readonly kind: Kind;
  /** Undefined: the model's own. */
  readonly value: Value | undefined;
  readonly initial?: Value | undefined;
  readonly onSet: (value: Value | undefined) => void;
}

/** One thing that can be set, with the way back to what it is by itself. */
export function Setting(props: Props) {
  const { parameters } = useWords().chat;
  const { name, value, onSet } = props;
  return (
    <div className={styles.setting} data-set={value !== undefined}>
      <Control {...props} />
      <IconButton
        icon="close"
        className={styles.reset ?? ''}
        label={parameters.resetOne(name)}
        disabled={value === undefined}
        onClick={() => onSet(undefined)}
      />
    </div>
  );
}

function Control({ name, hint, kind, value, initial, onSet }: Props) {
  const { parameters } = useWords().chat;
  const byItself =
    initial === undefined ? parameters.byItself : `${parameters.byItself} ${initial}`;

  switch (kind.kind) {
    case 'range':
      return (
        <Slider
          label={name}
          hint={[value === undefined && byItself, hint].filter(Boolean).join(' · ')}
          min={kind.min}
          max={kind.max}
          step={kind.step}
          value={Number(value ?? initial ?? neutral(kind))}
          onSlide={onSet}
        />
      );
    case 'options':
      return (
        <Field label={name} hint={hint}>
          {(ids) => (
            <Select
              {...ids}
              value={String(value ?? '')}
              choices={[
                { value: '', label: byItself },
                ...kind.options.map((option) => ({ value: option, label: option })),
              ]}
              onChoose={(chosen) => onSet(chosen === '' ? undefined : chosen)}
            />
          )}
        </Field>
      );
    case 'number':
      return (
        <Field label={name} hint={hint}>
          {(ids) => (
            <Input
              {...ids}
              type="number"
              inputMode="numeric"
              min={kind.min}
              max={kind.max}
              step={1}
              placeholder={byItself}
              value={value === undefined ? '' : String(value)}
              onChange={({ target }) =>
                onSet(Number.isNaN(target.valueAsNumber) ? undefined : target.valueAsNumber)
              }
            />
          )}
        </Field>
      );
    case 'text':
      return (
        <Field label={name} hint={hint}>
          {(ids) => (
            <Input
              {...ids}
              placeholder={byItself}
              value={value === undefined ? '' : String(value)}
              onChange={({ target }) => onSet(target.value === '' ? undefined : target.value)}
            />
          )}
        </Field>
      );
  }
}

/** Where one of OpenAI's parameters changes nothing. */
function neutral({ min }: { min: number }): number {
  return min < 0 ? 0 : 1;
}
