import type { MessageId } from '../history/Message';

/** Puts the focus on a message, as what was pressed there goes away. Nothing scrolls. */
export function focusMessage(id: MessageId): void {
  document.getElementById(id)?.focus({ preventScroll: true });
}
