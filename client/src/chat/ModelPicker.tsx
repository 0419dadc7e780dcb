import { useId, useRef, useState } from 'react';
import { useWords } from '../i18n/useWords';
import { Icon } from '../ui/Icon';
import { LazyPart } from '../ui/LazyPart';
import { MenuList } from '../ui/MenuList';
import { useChatState } from './ChatsContext';
import styles from './ChoiceLine.module.css';
import type { Model } from './Model';

const loadSearch = () => import('./ModelSearch');

/** With more than these one searches. */
const MOST_IN_A_MENU = 8;

interface Props {
  readonly models: readonly Model[] | undefined;
  /** The one that answers, where the gateway has it. */
  readonly model: Model | undefined;
  /** The one that was chosen, which the gateway may not have any more. */
  readonly named: string | undefined;
  readonly onChoose: (choice: { model: string }) => void;
}

/** Which model answers. */
export function ModelPicker({ models, model, named, onChoose }: Props) {
  const words = useWords().chat.models;
  const failed = useChatState((state) => state.modelsProblem !== undefined);
  const [open, setOpen] = useState(false);
  const wasOpen = useRef(false);
  const opener = useRef<HTMLButtonElement>(null);
  const id = useId();

  if (!models)
    return <span className={styles.model}>{failed ? words.unknown : words.loading}</span>;

  const name = model?.id ?? (named ? words.missing(named) : words.unknown);
  const few = models.length <= MOST_IN_A_MENU;
  return (
    <>
      <button
        ref={opener}
        type="button"
        className={`${styles.open} ${styles.model}`}
        aria-label={`${words.label}: ${name}`}
        aria-haspopup={few ? 'menu' : 'dialog'}
        aria-expanded={open}
        // The press outside closes the menu before its click comes, which must not open it again.
        onPointerDown={() => {
          wasOpen.current = open;
        }}
        onClick={({ detail: clicks }) => {
          if (clicks === 0 || !wasOpen.current) setOpen(true);
        }}
      >
        <span>{name}</span>
        <Icon name="chevronDown" />
      </button>
      {open && few && (
        <MenuList
          id={id}
          label={words.label}
          opener={opener}
          align="start"
          onClose={() => setOpen(false)}
          items={models.map((each) => ({
            label: each.id,
            keys: each.isDefault ? `${each.type} · ${words.gatewayDefault}` : each.type,
            checked: each.id === model?.id,
            onSelect: () => onChoose({ model: each.id }),
          }))}
        />
      )}
      {open && !few && (
        <LazyPart load={loadSearch} onGiveUp={() => setOpen(false)}>
          {({ ModelSearch }) => (
            <ModelSearch
              models={models}
              model={model}
              onClose={() => setOpen(false)}
              onChoose={(chosen) => {
                setOpen(false);
                onChoose({ model: chosen });
              }}
            />
          )}
        </LazyPart>
      )}
    </>
  );
}
