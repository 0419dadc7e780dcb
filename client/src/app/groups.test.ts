import { expect, test } from 'vitest';
import type { Conversation } from '../history/Conversation';
import { groups } from './groups';

const now = new Date(2026, 10, 24, 14, 2).getTime();

function changed(...at: [year: number, month: number, day: number, hour?: number]): Conversation {
  const [year, month, day, hour = 12] = at;
  const time = new Date(year, month - 1, day, hour).getTime();
  return {
    id: String(time),
    title: '',
    renamed: false,
    createdAt: time,
    changedAt: time,
    chosen: {},
    choice: { system: '', parameters: {}, simulate: {} },
    draft: '',
    queue: [],
    state: 'idle',
  };
}

const periods = (...conversations: Conversation[]) =>
  groups(conversations, now).map(({ period, conversations: { length } }) => [period.kind, length]);

test('no conversations make no groups', () => {
  expect(groups([], now)).toEqual([]);
});

test('a day ends at midnight, not after 24 hours', () => {
  expect(periods(changed(2026, 11, 24, 0), changed(2026, 11, 23, 23))).toEqual([
    ['today', 1],
    ['yesterday', 1],
  ]);
});

test('older ones are under a week, a month, and then their own months', () => {
  expect(
    periods(
      changed(2026, 11, 22),
      changed(2026, 11, 17),
      changed(2026, 11, 16),
      changed(2026, 10, 25),
      changed(2026, 10, 24),
      changed(2026, 10, 1),
      changed(2025, 10, 1),
    ),
  ).toEqual([
    ['week', 2],
    ['month', 2],
    ['calendarMonth', 2],
    ['calendarMonth', 1],
  ]);
});

test('what was changed in the future is under today', () => {
  expect(periods(changed(2026, 11, 25), changed(2026, 11, 24))).toEqual([['today', 2]]);
});
