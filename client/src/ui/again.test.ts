import { expect, test } from 'vitest';
import { again } from './again';

test('what loads at once is loaded once', async () => {
  let loads = 0;

  expect(await again(async () => ++loads)).toBe(1);
});

test('what fails is loaded again after a while, and after a longer one', async () => {
  const waited: number[] = [];
  let loads = 0;

  const loaded = await again(
    async () => {
      if (++loads < 3) throw new Error('no network');
      return loads;
    },
    async (millis) => {
      waited.push(millis);
    },
  );

  expect(loaded).toBe(3);
  expect(waited).toEqual([300, 1_500]);
});

test('what fails three times has failed', async () => {
  const load = () => Promise.reject(new Error('gone'));

  await expect(again(load, async () => {})).rejects.toThrow('gone');
});
