// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { openSettings, parse } from './settings';

const KEY = 'spate.settings';
const forbidden = () => {
  throw new DOMException('denied', 'SecurityError');
};

function empty(): Storage {
  localStorage.clear();
  return localStorage;
}

test('what nobody chose goes by the device', () => {
  const storage = empty();

  expect(openSettings(() => storage, true).getState().enterSends).toBe(true);
  expect(openSettings(() => storage, false).getState().enterSends).toBe(false);
});

test('what was chosen is there the next time, and nothing else is kept', () => {
  const storage = empty();

  openSettings(() => storage, true).change({ theme: 'dark' });

  expect(openSettings(() => storage, true).getState().theme).toBe('dark');
  expect(storage.getItem(KEY)).toBe('{"theme":"dark"}');
});

test('what another tab chose holds here', () => {
  const storage = empty();
  const settings = openSettings(() => storage, true);

  storage.setItem(KEY, '{"textSize":"large"}');
  dispatchEvent(new StorageEvent('storage', { key: KEY }));

  expect(settings.getState().textSize).toBe('large');
});

test('a forbidden storage keeps settings for as long as the tab is open', () => {
  const settings = openSettings(forbidden, true);

  settings.change({ notify: true });

  expect(settings.getState().notify).toBe(true);
});

test.each([null, '', '{', '7', 'null', '[]', '{"theme":"pink","notify":"yes","other":1}'])(
  'what is no setting is not read: %s',
  (text) => {
    expect(parse(text)).toEqual({});
  },
);

test('the settings that are well-formed are read beside others that are not', () => {
  expect(parse('{"theme":"light","textSize":12,"wrapCode":true}')).toEqual({
    theme: 'light',
    wrapCode: true,
  });
});
