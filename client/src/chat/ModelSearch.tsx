import { type KeyboardEvent, useId, useState } from 'react';
import { useWords } from '../i18n/useWords';
import { composes } from '../ui/composes';
import { Dialog } from '../ui/Dialog';
import { Icon } from '../ui/Icon';
import { Input } from '../ui/Input';
import type { Model } from './Model';
import styles from './ModelSearch.module.css';

/** More are no list, but can still be found. */
const MOST_SHOWN = 100;

interface Props {
  readonly models: readonly Model[];
  readonly model: Model | undefined;
  readonly onChoose: (model: string) => void;
  readonly onClose: () => void;
}

/** Many models, to be searched by id and type. */
export function ModelSearch({ models, model, onChoose, onClose }: Props) {
  const words = useWords().chat.models;
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const found = find(models, text).slice(0, MOST_SHOWN);
  const active = Math.min(at, found.length - 1);

  const press = (event: KeyboardEvent) => {
    if (composes(event.nativeEvent)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const next = (active + step + found.length) % found.length || 0;
      setAt(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
    }
    const chosen = found[active];
    if (event.key !== 'Enter' || !chosen) return;
    event.preventDefault();
    onChoose(chosen.id);
  };

  return (
    <Dialog title={words.label} onClose={onClose} size="small">
      <div className={styles.search}>
        <Input
          type="search"
          role="combobox"
          aria-label={words.search}
          placeholder={words.search}
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={found.length > 0 ? `${id}-${active}` : undefined}
          autoComplete="off"
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
      </div>
      <div id={id} className={styles.list} role="listbox" aria-label={words.label}>
        {found.map((each, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys.
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus.
          <div
            key={each.id}
            id={`${id}-${index}`}
            className={styles.option}
            role="option"
            aria-selected={each.id === model?.id}
            data-active={index === active}
            onPointerMove={() => setAt(index)}
            onClick={() => onChoose(each.id)}
          >
            <span className={styles.mark}>{each.id === model?.id && <Icon name="check" />}</span>
            <span className={styles.name}>{each.id}</span>
            <span className={styles.type}>
              {each.isDefault ? `${each.type} · ${words.gatewayDefault}` : each.type}
            </span>
          </div>
        ))}
        {found.length === 0 && <p className={styles.none}>{words.none}</p>}
      </div>
    </Dialog>
  );
}

function find(models: readonly Model[], text: string): readonly Model[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return models.filter(({ id, type }) => {
    const all = `${id} ${type}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}
