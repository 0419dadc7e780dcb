import { describe, expect, test } from 'vitest';
import { nothingYet } from './answer';
import { append, type Ticks, trimmed } from './Ticks';

const none: Ticks = { length: 0, ms: [], bytes: [] };

describe('ticks', () => {
  test('share their arrays with those that they grew from', () => {
    const one = append(none, [1], [10]);

    const two = append(one, [2], [20]);

    expect(two).toEqual({ length: 2, ms: [1, 2], bytes: [10, 20] });
    expect(two.ms).toBe(one.ms);
    expect(trimmed(one)).toEqual({ length: 1, ms: [1], bytes: [10] });
  });

  test('go their own way where others have gone on', () => {
    const one = append(none, [1], [10]);
    const two = append(one, [2], [20]);

    const other = append(one, [3], [30]);

    expect(trimmed(other)).toEqual({ length: 2, ms: [1, 3], bytes: [10, 30] });
    expect(trimmed(two)).toEqual({ length: 2, ms: [1, 2], bytes: [10, 20] });
  });

  test('leave the constant alone from which all begin', () => {
    append(nothingYet.ticks, [1], [10]);

    expect(nothingYet.ticks).toEqual(none);
  });

  test('survive a copy that holds more than it should', () => {
    const one = append(none, [1], [10]);
    append(one, [2], [20]);

    const copy = append(structuredClone(one), [3], [30]);

    expect(copy).toEqual({ length: 2, ms: [1, 3], bytes: [10, 30] });
  });
});
