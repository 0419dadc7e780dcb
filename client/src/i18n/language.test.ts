// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { chinese } from './chinese';
import { english } from './english';
import { resolve, speak, spoken } from './language';
import { words } from './words';

test.each([
  [['zh-CN', 'en'], 'zh'],
  [['zh-Hant-TW'], 'zh'],
  [['en-GB', 'zh'], 'en'],
  [['fr', 'zh-CN', 'en'], 'zh'],
  [['fr', 'de'], 'en'],
  [[], 'en'],
])('a browser that prefers %j gets %s', (preferred, language) => {
  expect(resolve('auto', preferred)).toBe(language);
});

test('what somebody chose goes before what the browser prefers', () => {
  expect(resolve('zh', ['en'])).toBe('zh');
  expect(resolve('en', ['zh'])).toBe('en');
});

test('the page speaks Chinese as soon as its words are there, and says so', async () => {
  await speak('zh', { ...words, zh: async () => chinese });

  expect(spoken.getState()).toEqual({ language: 'zh', words: chinese });
  expect(document.documentElement.lang).toBe('zh-CN');
});

test('words that come too late change nothing', async () => {
  let arrive = (_: typeof chinese) => {};
  const late = speak('zh', {
    ...words,
    zh: () => new Promise((resolve) => (arrive = resolve)),
  });
  await speak('en');

  arrive(chinese);
  await late;

  expect(spoken.getState().words).toBe(english);
});

test('words that do not come leave the language as it is', async () => {
  await speak('en');
  await speak('zh', { ...words, zh: () => Promise.reject(new Error('offline')) });

  expect(spoken.getState().language).toBe('en');
  expect(document.documentElement.lang).toBe('en');
});
