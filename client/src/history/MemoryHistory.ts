import type { Keeping } from './History';
import { MemoryTransactions } from './MemoryTransactions';
import { TransactedHistory } from './TransactedHistory';

const memory: Keeping = { kind: 'memory' };

/** A history where the browser keeps nothing: it is there until the page is left. */
export class MemoryHistory extends TransactedHistory {
  constructor() {
    super(new MemoryTransactions(), { keeping: () => memory, subscribe: () => () => {} });
  }
}
