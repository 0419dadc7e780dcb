import { expect, test } from 'vitest';
import { type Shown, shownAfter } from './shown';

const shows = (tab: string, ...keys: string[]) => ({ kind: 'shows', tab, keys }) as const;

test('what a tab shows is what it told last, until it has gone', () => {
  const nothing: Shown = new Map();
  const two = [shows('one', 'a'), shows('two', 'b'), shows('one', 'c')].reduce(shownAfter, nothing);

  expect([...two]).toEqual([
    ['two', ['b']],
    ['one', ['c']],
  ]);
  expect([...shownAfter(two, { kind: 'closed', tab: 'one' })]).toEqual([['two', ['b']]]);
  expect(shownAfter(two, { kind: 'ceded', tab: 'one' })).toBe(two);
});

test('who says again what it shows keeps its place', () => {
  const two = [shows('one', 'a'), shows('two', 'b')].reduce(shownAfter, new Map());

  expect(shownAfter(two, shows('one', 'a'))).toBe(two);
  expect([...shownAfter(two, shows('one', 'a', 'c')).keys()]).toEqual(['two', 'one']);
});

test('of many tabs, those that changed last are known', () => {
  let shown: Shown = new Map();
  for (let tab = 0; tab < 60; tab++) shown = shownAfter(shown, shows(`${tab}`));

  expect(shown.size).toBe(50);
  expect(shown.has('59')).toBe(true);
  expect(shown.has('9')).toBe(false);
});
