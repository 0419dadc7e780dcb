import { expect, test } from 'vitest';
import { placeMenu } from './placeMenu';

const view = { width: 400, height: 600 };
const menu = { width: 200, height: 150 };
const at = (left: number, top: number) => ({ left, top, right: left + 32, bottom: top + 32 });

test('a menu lies under its opener, along its left or its right edge', () => {
  expect(placeMenu(at(100, 100), menu, view, 'start')).toEqual({ left: 100, top: 136 });
  expect(placeMenu(at(300, 100), menu, view, 'end')).toEqual({ left: 132, top: 136 });
});

test('a menu without room below lies over its opener', () => {
  expect(placeMenu(at(100, 550), menu, view, 'start').top).toBe(396);
});

test('a menu never leaves the window', () => {
  expect(placeMenu(at(390, 100), menu, view, 'start').left).toBe(192);
  expect(placeMenu(at(0, 100), menu, view, 'end').left).toBe(8);
  expect(placeMenu(at(0, 20), { width: 200, height: 900 }, view, 'start').top).toBe(8);
});
