import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Lazy } from './Lazy';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function scripted(...outcomes: readonly (string | Error)[]) {
  let attempts = 0;
  const lazy = new Lazy(async () => {
    const outcome = outcomes[attempts++] ?? new Error('Nothing more was expected.');
    if (outcome instanceof Error) throw outcome;
    return outcome;
  });
  return { lazy, attempts: () => attempts };
}

const soon = () => vi.advanceTimersByTimeAsync(0);

test('it is fetched once, for all that want it', async () => {
  const { lazy, attempts } = scripted('it');
  const told: number[] = [];
  lazy.want(() => told.push(1));
  lazy.want(() => told.push(2));
  expect(lazy.value()).toBeUndefined();
  await soon();
  expect(lazy.value()).toBe('it');
  expect(told).toEqual([1, 2]);
  expect(attempts()).toBe(1);
});

test('a failed attempt is repeated, ever more seldom, while it is wanted', async () => {
  const { lazy, attempts } = scripted(new Error(), new Error(), 'it');
  lazy.want(() => {});
  await soon();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(attempts()).toBe(2);
  await vi.advanceTimersByTimeAsync(9_999);
  expect(attempts()).toBe(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(lazy.value()).toBe('it');
});

test('it is not tried again when nobody wants it, and is when somebody does', async () => {
  const { lazy, attempts } = scripted(new Error(), 'it');
  const withdraw = lazy.want(() => {});
  await soon();
  withdraw();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(attempts()).toBe(1);
  lazy.want(() => {});
  await soon();
  expect(lazy.value()).toBe('it');
});
