import { useEffect, useState } from 'react';
import type { Hit } from '../../history/Search';
import type { Find } from './Find';

export interface Found {
  readonly text: string;
  /** Undefined where the search failed. */
  readonly hits: readonly Hit[] | undefined;
}

/** What was found last. While something else is being searched for, that stays. */
export function useHits(search: Find, text: string): Found {
  const [found, setFound] = useState<Found>({ text: '', hits: [] });

  useEffect(() => {
    if (text === '') return;
    const abort = new AbortController();
    const end = (hits: readonly Hit[] | undefined) => {
      if (!abort.signal.aborted) setFound({ text, hits });
    };
    search(text, abort.signal).then(end, () => end(undefined));
    return () => abort.abort();
  }, [search, text]);

  return found;
}
