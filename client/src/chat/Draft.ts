import type { History } from '../history/History';
import type { Book } from './Book';
import { keptDraft } from './keptDraft';

const REST_MILLIS = 300;

/** What is being written in the conversation that is shown: drawn at once, kept when the fingers rest. */
export class Draft {
  readonly #book: Book;
  readonly #history: History;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(book: Book, history: History) {
    this.#book = book;
    this.#history = history;
  }

  /** Whether something was written that is not kept yet. */
  get pending(): boolean {
    return this.#timer !== undefined;
  }

  write(text: string): void {
    this.#book.write(text);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.keep(), REST_MILLIS);
  }

  /** Keeps it now: the page may go, or show another conversation. */
  keep(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const shown = this.#book.shown();
    if (!shown) return;
    const { id, draft } = shown.conversation;
    if (shown.messages.size === 0) {
      keptDraft.write(draft);
      return;
    }
    // The history may not be done before the page is gone.
    keptDraft.write(draft, id);
    void this.#history
      .change(id, (now) => ({ ...now, draft }))
      .then(() => keptDraft.forget(draft, id));
  }
}
