import { Database } from './Database';
import type { History } from './History';
import { IndexedDbHistory } from './IndexedDbHistory';
import { MemoryHistory } from './MemoryHistory';

/** The history of this browser; where it keeps none, one that is gone with the page. */
export async function openHistory(name = 'spate'): Promise<History> {
  const database = new Database(name);
  try {
    await database.open();
  } catch {
    return new MemoryHistory();
  }
  const history = new IndexedDbHistory(database);
  await history.takePartings();
  return history;
}
