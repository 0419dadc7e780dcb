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

/** Whether a key press is an IME's: it confirms a candidate, or closes the list of them. */
export function composes(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  // Safari ends the composition before this key press, and only 229 still tells.
  return event.isComposing || event.keyCode === 229;
}
