import { expect, test } from 'vitest';
import { stopAt, stopsOf } from './stops';

test('a range of more than two decades is slid from one round value to the next', () => {
  expect(stopsOf(0, 5_000, 1)).toEqual([
    ...[0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80],
    ...[100, 120, 150, 200, 250, 300, 400, 500, 600, 800],
    ...[1_000, 1_200, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000],
  ]);
});

test('its ends are stops, however odd they are', () => {
  const stops = stopsOf(7, 777, 1);

  expect(stops?.slice(0, 3)).toEqual([7, 8, 10]);
  expect(stops?.slice(-2)).toEqual([600, 777]);
  expect(stopsOf(0, 1, 0.001)?.slice(0, 4)).toEqual([0, 0.001, 0.002, 0.003]);
});

test.each([
  [0, 100, 1],
  [0, 2, 0.05],
  [-2, 2000, 0.1],
])('from %d to %d in steps of %d is slid evenly', (min, max, step) => {
  expect(stopsOf(min, max, step)).toBeUndefined();
});

test.each([
  [-1, 0],
  [0, 0],
  [31, 13],
  [36, 14],
  [9_999, 35],
])('%d stands at stop %d', (value, stop) => {
  expect(stopAt(stopsOf(0, 5_000, 1) ?? [], value)).toBe(stop);
});
