import { expect, test } from 'vitest';
import { afterKey, byTyping } from './listKeys';

test('arrows go round, Home and End to the ends', () => {
  expect(afterKey('ArrowDown', 2, 3)).toBe(0);
  expect(afterKey('ArrowUp', 0, 3)).toBe(2);
  expect(afterKey('ArrowDown', -1, 3)).toBe(0);
  expect(afterKey('ArrowUp', -1, 3)).toBe(2);
  expect(afterKey('Home', 2, 3)).toBe(0);
  expect(afterKey('End', 0, 3)).toBe(2);
});

test('other keys, and an empty list, move nothing', () => {
  expect(afterKey('a', 0, 3)).toBeUndefined();
  expect(afterKey('ArrowDown', -1, 0)).toBeUndefined();
});

test('one letter finds the next item that begins with it, and again the one after', () => {
  const names = ['Rename', 'Export', 'Remove'];

  expect(byTyping('r', names, 0)).toBe(2);
  expect(byTyping('r', names, 2)).toBe(0);
  expect(byTyping('z', names, 0)).toBeUndefined();
});

test('more letters stay at the item that they fit', () => {
  expect(byTyping('rem', ['Rename', 'Export', 'Remove'], 0)).toBe(2);
  expect(byTyping('re', ['Rename', 'Export', 'Remove'], 2)).toBe(2);
});

test('any part of a name finds it, but first of all where one begins', () => {
  const models = ['echo', 'clock', 'script/code', 'script/chinese'];

  expect(byTyping('chi', models, 0)).toBe(3);
  expect(byTyping('ch', models, 0)).toBe(3);
  expect(byTyping('ho', models, 3)).toBe(0);
  expect(byTyping('c', models, 1)).toBe(2);
  expect(byTyping('CO', models, 0)).toBe(2);
});
