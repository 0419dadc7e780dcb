import type { Session } from './Session';

/** The prompt that is being written. */
export class Draft {
  readonly #session: Session;
  readonly #listeners = new Set<() => void>();
  #text: string;

  constructor(session: Session) {
    this.#session = session;
    this.#text = session.draft();
  }

  readonly text = (): string => this.#text;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  write(text: string): void {
    this.#text = text;
    this.#session.keepDraft(text);
    for (const listener of this.#listeners) listener();
  }

  /** Takes a prompt back that was not sent, and says whether it did: not over another draft. */
  takeBack(prompt: string): boolean {
    if (this.#text.trim() !== '') return false;
    this.write(prompt);
    return true;
  }
}
