import type { Words } from '../i18n/english';
import type { Action } from '../ui/actions';

/** Keys that do something, as the help lists them. */
export interface Shortcut {
  readonly name: keyof Words['app']['shortcuts']['names'];
  readonly group: keyof Words['app']['shortcuts']['groups'];
  /** `KeyboardEvent.key`, and where another layout has another letter there, its `code`. */
  readonly key: string;
  readonly code?: string;
  /** Ctrl; on a Mac, ⌘. */
  readonly mod?: boolean;
  readonly shift?: boolean;
  /** What it asks the page to do. What has none is done where the focus is. */
  readonly action?: Action;
}

export const shortcuts: readonly Shortcut[] = [
  { name: 'search', group: 'everywhere', key: 'k', code: 'KeyK', mod: true, action: 'search' },
  {
    name: 'newConversation',
    group: 'everywhere',
    key: 'o',
    code: 'KeyO',
    mod: true,
    shift: true,
    action: 'newConversation',
  },
  {
    name: 'copyAnswer',
    group: 'everywhere',
    key: 'c',
    code: 'KeyC',
    mod: true,
    shift: true,
    action: 'copyAnswer',
  },
  {
    name: 'copyCode',
    group: 'everywhere',
    key: ';',
    code: 'Semicolon',
    mod: true,
    shift: true,
    action: 'copyCode',
  },
  { name: 'cancel', group: 'everywhere', key: 'Escape', action: 'cancel' },
  {
    name: 'toggleList',
    group: 'everywhere',
    key: 'b',
    code: 'KeyB',
    mod: true,
    action: 'toggleList',
  },
  { name: 'inspect', group: 'everywhere', key: 'i', code: 'KeyI', mod: true, action: 'inspect' },
  { name: 'help', group: 'everywhere', key: '?', action: 'help' },

  { name: 'send', group: 'composer', key: 'Enter' },
  { name: 'newLine', group: 'composer', key: 'Enter', shift: true },
  { name: 'alwaysSend', group: 'composer', key: 'Enter', mod: true },
  { name: 'editLast', group: 'composer', key: 'ArrowUp' },

  { name: 'move', group: 'list', key: 'ArrowDown' },
  { name: 'rename', group: 'list', key: 'F2' },
  { name: 'delete', group: 'list', key: 'Delete' },
];

/** What of a key press matters. */
export type Press = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'
>;

/** Whether these are the shortcut's keys. */
export function matches(shortcut: Shortcut, press: Press, mac: boolean): boolean {
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  if (other || press.altKey || mod !== (shortcut.mod ?? false)) return false;
  // Which keys make a question mark is the layout's affair.
  if (shortcut.key === '?') return press.key === '?';
  if (press.shiftKey !== (shortcut.shift ?? false)) return false;
  if (press.key.toLowerCase() === shortcut.key.toLowerCase()) return true;
  const latin = /^[a-z]$/i.test(press.key);
  return !latin && shortcut.code !== undefined && press.code === shortcut.code;
}

/** The keys as they are written: `Ctrl+Shift+O`, on a Mac `⇧⌘O`. */
export function writtenKeys({ key, mod, shift }: Shortcut, mac: boolean): readonly string[] {
  const named =
    (mac ? macNames : names)[key] ?? names[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  if (mac) return [...(shift ? ['⇧'] : []), ...(mod ? ['⌘'] : []), named];
  return [...(mod ? ['Ctrl'] : []), ...(shift ? ['Shift'] : []), named];
}

/** The keys of a shortcut in one word, for a tip. */
export function keysFor(name: Shortcut['name'], mac: boolean = onMac): string | undefined {
  const shortcut = shortcuts.find((one) => one.name === name);
  return shortcut && writtenKeys(shortcut, mac).join(mac ? '' : '+');
}

const names: Record<string, string> = {
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↑ ↓',
  Delete: 'Del',
};
const macNames: Record<string, string> = { Enter: '↩', Delete: '⌦' };

/** Whether this is a Mac, or another of Apple's, whose keyboards have ⌘. */
export const onMac: boolean = /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? '');
