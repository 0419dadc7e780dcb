import { useId, useRef, useState } from 'react';
import type { IconName } from './Icon';
import { IconButton } from './IconButton';
import { MenuList } from './MenuList';

/** One thing that a menu offers; a line divides it from what comes after. */
export interface MenuItem {
  readonly label: string;
  readonly icon?: IconName;
  /** The keys that do the same, as they are written. */
  readonly keys?: string | undefined;
  readonly tone?: 'danger';
  readonly disabled?: boolean;
  /** One of several of which one holds. */
  readonly checked?: boolean;
  readonly lineAfter?: boolean;
  readonly onSelect: () => void;
}

interface Props {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly icon?: IconName;
  readonly align?: 'start' | 'end';
  readonly className?: string;
  readonly tabIndex?: number;
}

/** A button that opens a menu. */
export function Menu({ label, items, icon = 'more', align = 'end', className, tabIndex }: Props) {
  const [open, setOpen] = useState(false);
  const wasOpen = useRef(false);
  const opener = useRef<HTMLButtonElement>(null);
  const id = useId();
  return (
    <>
      <IconButton
        ref={opener}
        icon={icon}
        label={label}
        {...(className && { className })}
        tabIndex={tabIndex}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        // The press outside closes the menu before its click comes, which must not open it again.
        onPointerDown={() => {
          wasOpen.current = open;
        }}
        onClick={({ detail: clicks }) => {
          if (clicks === 0 || !wasOpen.current) setOpen(true);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpen(true);
        }}
      />
      {open && (
        <MenuList
          id={id}
          label={label}
          items={items}
          opener={opener}
          align={align}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
