/** Whether a key press is an IME's: it confirms a candidate, or closes the list of them. */
export function composes(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  // Safari ends the composition before this key press, and only 229 still tells.
  return event.isComposing || event.keyCode === 229;
}
