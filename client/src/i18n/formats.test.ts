import { expect, test } from 'vitest';
import { formatsOf } from './formats';

const en = formatsOf('en');
const zh = formatsOf('zh');
const now = new Date(2026, 10, 24, 14, 2).getTime();
const at = (...[year, month, day, hour, minute]: [number, number, number, number, number]) =>
  new Date(year, month - 1, day, hour, minute).getTime();

test('a time of today has no date', () => {
  expect(en.time(at(2026, 11, 24, 9, 5), now)).toBe('09:05');
  expect(zh.time(at(2026, 11, 24, 9, 5), now)).toBe('09:05');
});

test('midnight is the hour 0', () => {
  expect(en.time(at(2026, 11, 24, 0, 7), now)).toBe('00:07');
  expect(zh.time(at(2026, 11, 24, 0, 7), now)).toBe('00:07');
});

test('a time of another day has its date, one of another year its year', () => {
  expect(en.time(at(2026, 11, 3, 9, 5), now)).toBe('3 Nov, 09:05');
  expect(zh.time(at(2026, 11, 3, 9, 5), now)).toBe('11月3日 09:05');
  expect(en.time(at(2025, 11, 3, 9, 5), now)).toBe('3 Nov 2025, 09:05');
  expect(zh.time(at(2025, 11, 3, 9, 5), now)).toBe('2025年11月3日 09:05');
});

test('a month has its year where that is not this one', () => {
  expect(en.month(at(2026, 8, 3, 9, 5), now)).toBe('August');
  expect(zh.month(at(2026, 8, 3, 9, 5), now)).toBe('8月');
  expect(en.month(at(2025, 8, 3, 9, 5), now)).toBe('August 2025');
  expect(zh.month(at(2025, 8, 3, 9, 5), now)).toBe('2025年8月');
});

test.each([
  [0, '0 ms', '0 毫秒'],
  [640.4, '640 ms', '640 毫秒'],
  [999.6, '1 s', '1 秒'],
  [1_849, '1.8 s', '1.8 秒'],
  [9_999, '9.9 s', '9.9 秒'],
  [59_999, '59 s', '59 秒'],
  [60_000, '1 min', '1 分'],
  [125_000, '2 min 5 s', '2 分 5 秒'],
  [3_600_000, '1 h', '1 小时'],
  [12_000_000, '3 h 20 min', '3 小时 20 分'],
  [-5, '0 ms', '0 毫秒'],
])('%d ms are %s, or %s', (millis, english, chinese) => {
  expect(en.duration(millis)).toBe(english);
  expect(zh.duration(millis)).toBe(chinese);
});

test.each([
  [0, '0 B'],
  [1_023, '1,023 B'],
  [1_536, '1.5 KB'],
  [20_480, '20 KB'],
  [12_582_912, '12 MB'],
])('%d bytes are %s', (bytes, text) => {
  expect(en.bytes(bytes)).toBe(text);
});

test('numbers have as many digits after the point as asked for, and no more than there are', () => {
  expect(en.number(12_345.67)).toBe('12,346');
  expect(en.number(12.345, 1)).toBe('12.3');
  expect(en.number(12, 2)).toBe('12');
});
