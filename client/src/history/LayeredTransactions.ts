import type { Database } from './Database';
import type { Keeping } from './History';
import { Layer } from './Layer';
import { nothing } from './MemoryTransactions';
import type { Haste, Transactions, Work } from './Records';

/**
 * Transactions of a database, and of a layer over it for what can't be written there: this tab goes
 * on with it, and each later write tries to write it too.
 */
export class LayeredTransactions implements Transactions {
  readonly #database: Database;
  readonly #layer = new Layer();
  readonly #listeners = new Set<() => void>();
  #keeping: Keeping['kind'] = 'kept';
  #aside: Promise<unknown> = Promise.resolve();

  constructor(database: Database) {
    this.#database = database;
  }

  readonly keeping = (): Keeping => KEEPING[this.#keeping];

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async read<T>(work: Work<T>): Promise<T> {
    try {
      const result = await this.#database.transact('readonly', 'soon', (records) =>
        work(this.#layer.over(records)),
      );
      this.#worked();
      return result;
    } catch (error) {
      this.#failed(error);
      return work(this.#layer.over(nothing));
    }
  }

  async write<T>(work: Work<T>, haste: Haste = 'soon'): Promise<T> {
    const waiting = this.#layer.copy();
    try {
      const result = await this.#database.transact('readwrite', haste, async (records) => {
        await waiting.writeTo(records);
        return work(records);
      });
      this.#layer.drop(waiting);
      this.#worked();
      return result;
    } catch (error) {
      this.#failed(error);
      return this.#writeAside(work);
    }
  }

  #writeAside<T>(work: Work<T>): Promise<T> {
    const next = this.#aside.then(() => this.#writtenAside(work));
    this.#aside = next.catch(() => {});
    return next;
  }

  /** What is deleted makes room, so that is done where it is kept as well. */
  async #writtenAside<T>(work: Work<T>): Promise<T> {
    try {
      const [changes, result] = await this.#database.transact(
        'readwrite',
        'soon',
        async (records) => {
          const changed = await this.#changed(work, records);
          await changed[0].deleteFrom(records);
          return changed;
        },
      );
      this.#layer.take(changes);
      return result;
    } catch (error) {
      this.#failed(error);
      const [changes, result] = await this.#changed(work, nothing);
      this.#layer.take(changes);
      return result;
    }
  }

  async #changed<T>(work: Work<T>, below: typeof nothing): Promise<[Layer, T]> {
    const changes = new Layer();
    const result = await work(changes.over(this.#layer.over(below)));
    return [changes, result];
  }

  #worked(): void {
    if (this.#layer.size === 0) this.#tell(this.#database.damaged ? 'damaged' : 'kept');
  }

  /** Throws what is not the storage's fault. */
  #failed(error: unknown): void {
    if (!(error instanceof DOMException) || error.name === 'DataCloneError') throw error;
    this.#tell(error.name === 'QuotaExceededError' ? 'full' : 'memory');
  }

  #tell(keeping: Keeping['kind']): void {
    if (keeping === this.#keeping) return;
    this.#keeping = keeping;
    for (const listener of this.#listeners) listener();
  }
}

/** By its kind, so that what did not change keeps its identity. */
const KEEPING: { readonly [Kind in Keeping['kind']]: Keeping } = {
  kept: { kind: 'kept' },
  memory: { kind: 'memory' },
  full: { kind: 'full' },
  damaged: { kind: 'damaged' },
};
