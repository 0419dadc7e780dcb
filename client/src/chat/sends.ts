/** Whether a key press sends the prompt: Enter, but not the one that confirms an IME's candidate. */
export function sends(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'isComposing' | 'keyCode'>,
): boolean {
  // Safari ends the composition before this key press, and only 229 still tells.
  const composing = event.isComposing || event.keyCode === 229;
  return event.key === 'Enter' && !event.shiftKey && !composing;
}
