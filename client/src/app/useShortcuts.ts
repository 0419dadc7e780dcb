import { useEffect } from 'react';
import { perform } from '../ui/actions';
import { composes } from '../ui/composes';
import { matches, onMac, shortcuts } from './shortcuts';

/** Hears the page's shortcuts, where nothing nearer to the focus has taken the key. */
export function useShortcuts(): void {
  useEffect(() => {
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.repeat || composes(event) || covered()) return;
  const shortcut = shortcuts.find(
    ({ action, ...one }) => action !== undefined && matches(one, event, onMac),
  );
  if (!shortcut?.action) return;
  if (!shortcut.mod && shortcut.key !== 'Escape' && writing(event.target)) return;
  if (perform(shortcut.action)) event.preventDefault();
}

function writing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** A dialog or a menu lies over the page, and has the keys: they are there only while open. */
function covered(): boolean {
  return document.querySelector('dialog[open], [popover]') !== null;
}
