import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react';
import { Icon } from './Icon';
import { afterKey, byTyping } from './listKeys';
import type { MenuItem } from './Menu';
import styles from './MenuList.module.css';
import { placeMenu } from './placeMenu';

const TYPED_TOGETHER_MILLIS = 600;

interface Props {
  readonly id: string;
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly opener: RefObject<HTMLElement | null>;
  readonly align: 'start' | 'end';
  readonly onClose: () => void;
}

/** What a menu offers, floating over the page. It is open as long as it is mounted. */
export function MenuList({ id, label, items, opener, align, onClose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });

  useLayoutEffect(() => {
    const { current } = list;
    const from = opener.current;
    if (!current || !from) return;
    current.showPopover();
    const { left, top } = placeMenu(
      from.getBoundingClientRect(),
      current.getBoundingClientRect(),
      { width: innerWidth, height: innerHeight },
      align,
    );
    current.style.left = `${left}px`;
    current.style.top = `${top}px`;
    (current.querySelector<HTMLElement>('[aria-checked="true"]') ?? buttons(current)[0])?.focus();
  }, [opener, align]);

  const close = () => {
    opener.current?.focus();
    onClose();
  };

  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Tab') return close();
    const all = buttons(event.currentTarget);
    const { activeElement } = document;
    const at = activeElement instanceof HTMLElement ? all.indexOf(activeElement) : -1;
    const next = afterKey(event.key, at, all.length) ?? type(event, at);
    if (next === undefined) return;
    event.preventDefault();
    all[next]?.focus();
  };

  const type = ({ key, timeStamp, ctrlKey, metaKey }: KeyboardEvent, at: number) => {
    if (key.length !== 1 || key === ' ' || ctrlKey || metaKey) return undefined;
    const goesOn = timeStamp - typed.current.at < TYPED_TOGETHER_MILLIS;
    typed.current = { text: (goesOn ? typed.current.text : '') + key, at: timeStamp };
    return byTyping(
      typed.current.text,
      items.filter(({ disabled }) => !disabled).map(({ label }) => label),
      at,
    );
  };

  return (
    <div
      ref={list}
      id={id}
      className={styles.list}
      popover="auto"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      onToggle={({ newState }) => {
        if (newState === 'closed') onClose();
      }}
      onKeyDown={press}
    >
      {items.map((item) => (
        <MenuButton key={item.label} item={item} onClose={close} />
      ))}
    </div>
  );
}

function MenuButton({ item, onClose }: { readonly item: MenuItem; readonly onClose: () => void }) {
  const { label, icon, keys, tone, disabled, checked, lineAfter, onSelect } = item;
  return (
    <>
      <button
        type="button"
        {...(checked === undefined
          ? { role: 'menuitem' }
          : { role: 'menuitemradio', 'aria-checked': checked })}
        tabIndex={-1}
        className={styles.item}
        data-tone={tone}
        disabled={disabled}
        onPointerMove={({ currentTarget }) => currentTarget.focus({ preventScroll: true })}
        onClick={() => {
          // First the focus goes back, for what is selected may want it elsewhere.
          onClose();
          onSelect();
        }}
      >
        {(icon || checked !== undefined) && (
          <span className={styles.icon}>
            {icon ? <Icon name={icon} /> : checked && <Icon name="check" />}
          </span>
        )}
        <span className={styles.label}>{label}</span>
        {keys && (
          <span className={styles.keys} aria-hidden="true">
            {keys}
          </span>
        )}
      </button>
      {lineAfter && <hr className={styles.line} />}
    </>
  );
}

function buttons(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('button:not(:disabled)')];
}
