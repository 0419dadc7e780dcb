import { Layer } from './Layer';
import type { Records, Transactions, Work } from './Records';

/** Records that are gone with the page. One transaction follows the other. */
export class MemoryTransactions implements Transactions {
  readonly #kept = new Layer();
  #last: Promise<unknown> = Promise.resolve();

  read<T>(work: Work<T>): Promise<T> {
    return this.write(work);
  }

  write<T>(work: Work<T>): Promise<T> {
    const next = this.#last.then(async () => {
      const changes = new Layer();
      const result = await work(changes.over(this.#kept.over(nothing)));
      this.#kept.take(changes);
      return result;
    });
    this.#last = next.catch(() => {});
    return next;
  }
}

const empty = {
  get: async () => undefined,
  all: async () => [],
  put: async () => {},
  delete: async () => {},
};

/** Where nothing is, and nothing stays. */
export const nothing: Records = {
  conversations: empty,
  messages: { ...empty, of: async () => [], live: async () => [] },
  systemPrompts: empty,
};
