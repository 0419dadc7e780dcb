const KEY = 'spate.draft';

/**
 * Drafts across reloads of this tab: that of a conversation that has no question yet, and has no id,
 * and that of one whose page may go before the history has it.
 */
export const keptDraft = {
  read(conversation?: string): string | undefined {
    try {
      return sessionStorage.getItem(keyOf(conversation)) ?? undefined;
    } catch {
      return undefined;
    }
  },

  write(text: string, conversation?: string): void {
    try {
      sessionStorage.setItem(keyOf(conversation), text);
    } catch {
      // Forbidden, or full: then it lives as long as the page.
    }
  },

  /** Forgets a draft, unless another one has been kept since. */
  forget(text: string, conversation?: string): void {
    if (this.read(conversation) === text) sessionStorage.removeItem(keyOf(conversation));
  },
};

function keyOf(conversation: string | undefined): string {
  return conversation === undefined ? KEY : `${KEY}.${conversation}`;
}
