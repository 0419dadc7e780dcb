import { describe, expect, test } from 'vitest';
import { Session } from './Session';
import { storageOf } from './storageInMemory';

describe('a session', () => {
  test('keeps turns and the draft', () => {
    const storage = storageOf();
    const turns = [
      { stream: 'a', prompt: 'one' },
      { stream: 'b', prompt: 'two' },
    ];

    new Session(() => storage).keepTurns(turns);
    new Session(() => storage).keepDraft('thr');

    expect(new Session(() => storage).turns()).toEqual(turns);
    expect(new Session(() => storage).draft()).toBe('thr');
  });

  test('keeps the last fifty turns', () => {
    const storage = storageOf();
    const turns = Array.from({ length: 60 }, (_, index) => ({ stream: `${index}`, prompt: 'p' }));

    new Session(() => storage).keepTurns(turns);

    expect(new Session(() => storage).turns()).toEqual(turns.slice(10));
  });

  test('keeps a turn without its prompt when that is very long', () => {
    const storage = storageOf();

    new Session(() => storage).keepTurns([{ stream: 'a', prompt: 'p'.repeat(20_000) }]);

    expect(new Session(() => storage).turns()).toEqual([{ stream: 'a' }]);
  });

  test.each(['{', '{}', 'null', '[null,1,{"prompt":"one"}]'])('reads no turn in %s', (kept) => {
    expect(new Session(() => storageOf({ 'spate.turns': kept })).turns()).toEqual([]);
  });

  test('is empty where storage is forbidden', () => {
    const session = new Session(() => {
      throw new Error('forbidden');
    });

    session.keepDraft('one');
    session.keepTurns([{ stream: 'a', prompt: 'one' }]);

    expect(session.draft()).toBe('');
    expect(session.turns()).toEqual([]);
  });
});
