import { describe, expect, test } from 'vitest';
import { historyContract } from './historyContract';
import { MemoryHistory } from './MemoryHistory';
import { openHistory } from './openHistory';

describe('a history in memory', () => {
  test.each(historyContract)('$name', async ({ shown, expected }) => {
    const history = new MemoryHistory();

    expect(await shown(history, history)).toEqual(expected);
  });

  test('says that it is one', () => {
    expect(new MemoryHistory().keeping()).toEqual({ kind: 'memory' });
  });

  test('is what there is without IndexedDB', async () => {
    expect(await openHistory()).toBeInstanceOf(MemoryHistory);
  });
});
