import { describe, expect, test } from 'vitest';
import { Draft } from './Draft';
import { Session } from './Session';
import { storageOf } from './storageInMemory';

function draftIn(storage: Storage): Draft {
  return new Draft(new Session(() => storage));
}

describe('a draft', () => {
  test('outlives its page', () => {
    const storage = storageOf();
    draftIn(storage).write('Why S');

    expect(draftIn(storage).text()).toBe('Why S');
  });

  test('takes a prompt back while it is blank', () => {
    const draft = draftIn(storageOf());
    draft.write(' ');

    expect(draft.takeBack('one')).toBe(true);
    expect(draft.text()).toBe('one');
  });

  test('takes none back over another', () => {
    const draft = draftIn(storageOf());
    draft.write('two');

    expect(draft.takeBack('one')).toBe(false);
    expect(draft.text()).toBe('two');
  });
});
