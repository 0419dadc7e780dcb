// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';
import { english } from './english';
import { words } from './words';

test('the first words are asked for until they come, since there is no page without', async () => {
  vi.resetModules();
  vi.useFakeTimers();
  const { speak, spoken } = await import('./language');
  let attempts = 0;
  const en = async () => {
    if (++attempts < 3) throw new TypeError('offline');
    return english;
  };

  const speaking = speak('en', { ...words, en });
  await vi.advanceTimersByTimeAsync(10_000);
  await speaking;

  expect(attempts).toBe(3);
  expect(spoken.getState().words).toBe(english);
});
