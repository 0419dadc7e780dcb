import { composes } from '../ui/composes';

type Press = Pick<
  KeyboardEvent,
  'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'keyCode'
>;

/** Whether a key press sends what was written: Enter, where it is set to, and Ctrl or ⌘ + Enter always. */
export function sends(event: Press, enterSends: boolean): boolean {
  if (event.key !== 'Enter' || composes(event)) return false;
  if (event.ctrlKey || event.metaKey) return true;
  return enterSends && !event.shiftKey && !event.altKey;
}
