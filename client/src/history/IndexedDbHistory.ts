import type { Database } from './Database';
import { LayeredTransactions } from './LayeredTransactions';
import type { MessageId, Part } from './Message';
import { TransactedHistory } from './TransactedHistory';

/** A history that the browser keeps, in IndexedDB. */
export class IndexedDbHistory extends TransactedHistory {
  readonly #database: Database;
  #leaving = false;

  constructor(database: Database) {
    const transactions = new LayeredTransactions(database);
    super(transactions, transactions);
    this.#database = database;
    // Before any other listener's turn, which may be to keep what is not kept yet.
    addEventListener('pagehide', () => this.#left(true), { capture: true });
    addEventListener('pageshow', () => this.#left(false), { capture: true });
  }

  override async keep(reply: MessageId, part: Part): Promise<void> {
    if (!this.#leaving) return super.keep(reply, part);
    try {
      await this.#database.part({ reply, part });
    } catch {
      await super.keep(reply, part);
    }
  }

  /** Keeps what pages have told when they were left; what can't be had now stays for the next. */
  async takePartings(): Promise<void> {
    await this.#database.partings(({ reply, part }) => super.keep(reply, part)).catch(() => {});
  }

  #left(leaving: boolean): void {
    const back = this.#leaving && !leaving;
    this.#leaving = leaving;
    if (back) void this.takePartings();
  }
}
