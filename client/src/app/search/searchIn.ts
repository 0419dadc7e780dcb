import type { History } from '../../history/History';
import type { Find } from './Find';

/** Searches this browser's history. What does it is loaded with the first search. */
export function searchIn(history: History): Find {
  let loaded: Promise<import('../../history/Search').Search> | undefined;
  const load = async () => {
    const { Search } = await import('../../history/Search');
    return new Search(history);
  };
  return async (text, signal) => {
    loaded ??= load();
    // A chunk that could not be loaded may be there the next time.
    loaded.catch(() => {
      loaded = undefined;
    });
    return (await loaded).find(text, signal);
  };
}
