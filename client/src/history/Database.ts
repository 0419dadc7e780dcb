import { type IDBPDatabase, openDB } from 'idb';
import type { Haste, Work } from './Records';
import { type Parting, recordsOf, type Schema, STORES } from './StoredRecords';

/**
 * Of the database's shape. A later one may add stores, indexes and members that may be missing, in
 * `upgraded`, one `if (from < …)` after the other; it may rename and remove nothing, since tabs with
 * older code go on working with it.
 */
const VERSION = 1;

/** Some browsers never answer, and another tab may hold up an upgrade. */
const OPEN_MILLIS = 10_000;

/** For one transaction: what takes the database away may take it twice. */
const MOST_ATTEMPTS = 3;

type Connection = IDBPDatabase<Schema>;

/** The database of this browser. Its connection may be lost at any time, and is then opened again. */
export class Database {
  readonly #name: string;
  readonly #parting: Parting[] = [];
  #connection: Promise<Connection> | undefined;
  #parted: Promise<void> | undefined;
  #damaged = false;
  readonly #foundDamage = () => {
    this.#damaged = true;
  };

  constructor(name: string) {
    this.#name = name;
  }

  /** Whether something was come upon in it that is damaged. */
  get damaged(): boolean {
    return this.#damaged;
  }

  /** Opens it, if it is not open; rejects if the browser won't. */
  async open(): Promise<Connection> {
    this.#connection ??= this.#opening();
    return this.#connection;
  }

  /** One transaction; another, if the connection turns out to have been lost. */
  async transact<T>(mode: 'readonly' | 'readwrite', haste: Haste, work: Work<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#transacted(await this.open(), mode, haste, work);
      } catch (error) {
        if (attempt === MOST_ATTEMPTS || !isLoss(error)) throw error;
        this.#forget();
      }
    }
  }

  async #transacted<T>(
    connection: Connection,
    mode: 'readonly' | 'readwrite',
    haste: Haste,
    work: Work<T>,
  ): Promise<T> {
    const durability = haste === 'now' ? 'strict' : 'relaxed';
    const transaction = connection.transaction(STORES, mode, { durability });
    const settled = transaction.done.catch(() => {});
    try {
      const result = await work(recordsOf(transaction, this.#foundDamage));
      if (mode === 'readwrite') commit(transaction);
      await transaction.done;
      return result;
    } catch (error) {
      abort(transaction);
      await settled;
      throw transaction.error ?? error;
    }
  }

  /**
   * Writes without reading, with all that is told in this turn. Of a page that is left, only what
   * is committed in the same turn is still written, and only if it waits for no other transaction.
   */
  part(parting: Parting): Promise<void> {
    this.#parting.push(parting);
    this.#parted ??= Promise.resolve().then(() => this.#part());
    return this.#parted;
  }

  async #part(): Promise<void> {
    const partings = this.#parting.splice(0);
    this.#parted = undefined;
    const connection = await this.open();
    const transaction = connection.transaction('partings', 'readwrite', { durability: 'relaxed' });
    const written = partings.map((parting) => transaction.store.add(parting));
    transaction.commit();
    await Promise.all([...written, transaction.done]);
  }

  /** What pages have left, in their order; they are forgotten once `take` has taken them. */
  async partings(take: (parting: Parting) => Promise<void>): Promise<void> {
    const connection = await this.open();
    const transaction = connection.transaction('partings');
    const [keys, partings] = await Promise.all([
      transaction.store.getAllKeys(),
      transaction.store.getAll(),
    ]);
    for (const parting of partings) await take(parting);
    const last = keys.at(-1);
    if (last !== undefined) await connection.delete('partings', IDBKeyRange.upperBound(last));
  }

  #opening(): Promise<Connection> {
    const opened = this.#opened();
    const late = new Promise<never>((_, reject) => {
      const error = new DOMException('The database does not open.', 'TimeoutError');
      const timer = setTimeout(() => reject(error), OPEN_MILLIS);
      const inTime = () => clearTimeout(timer);
      opened.then(inTime, inTime);
    });
    const limited = Promise.race([opened, late]);
    opened.then(
      () => {
        if (this.#connection === limited) this.#connection = opened;
      },
      () => {
        if (this.#connection === limited) this.#forget();
      },
    );
    return limited;
  }

  async #opened(): Promise<Connection> {
    try {
      return await this.#openedAs(VERSION);
    } catch (error) {
      // Newer code was here, and left what this code knows.
      if (!isNamed(error, 'VersionError')) throw error;
      return this.#openedAs(undefined);
    }
  }

  #openedAs(version: number | undefined): Promise<Connection> {
    const opened = openDB<Schema>(this.#name, version, {
      upgrade: upgraded,
      // Newer code wants to upgrade it: nobody has to wait for this tab.
      blocking: () => {
        this.#forget();
        void opened.then((connection) => connection.close());
      },
      terminated: () => this.#forget(),
    });
    return opened;
  }

  #forget(): void {
    this.#connection = undefined;
  }
}

function upgraded(database: Connection, from: number): void {
  if (from < 1) {
    database.createObjectStore('conversations', { keyPath: 'id' });
    const messages = database.createObjectStore('messages', { keyPath: 'id' });
    messages.createIndex('conversation', 'conversation');
    messages.createIndex('live', 'live');
    database.createObjectStore('systemPrompts', { keyPath: 'id' });
    database.createObjectStore('partings', { autoIncrement: true });
  }
}

/** Without waiting for another turn: the page may be about to go. */
function commit(transaction: Pick<IDBTransaction, 'commit'>): void {
  try {
    transaction.commit();
  } catch {
    // It has settled already.
  }
}

function abort(transaction: Pick<IDBTransaction, 'abort'>): void {
  try {
    transaction.abort();
  } catch {
    // It has settled already.
  }
}

/** Nothing is wrong with what was to be done, but with the connection. */
function isLoss(error: unknown): boolean {
  return isNamed(error, 'InvalidStateError') || isNamed(error, 'AbortError');
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name;
}
