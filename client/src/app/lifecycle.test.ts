// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from 'vitest';
import { watchPage } from './lifecycle';

const told: string[] = [];
let visibility: DocumentVisibilityState = 'visible';
Object.defineProperty(document, 'visibilityState', { get: () => visibility });

watchPage(document, {
  network: (online) => void told.push(online ? 'online' : 'offline'),
  loadModels: async () => void told.push('load the models'),
  wake: () => void told.push('wake'),
  save: () => void told.push('save'),
});
const atOnce = told.splice(0);

beforeEach(() => {
  told.length = 0;
  visibility = 'visible';
});

test('whether there is a network is told at once', () => {
  expect(atOnce).toEqual(['online']);
});

describe('what befalls the page is told:', () => {
  test.each([
    ['online', ['online', 'load the models']],
    ['offline', ['offline']],
    ['pageshow', ['wake']],
    ['pagehide', ['save']],
  ])('%s', (event, expected) => {
    window.dispatchEvent(new Event(event));

    expect(told).toEqual(expected);
  });

  test.each([
    ['visible', ['wake']],
    ['hidden', ['save']],
  ] as const)('it is %s', (state, expected) => {
    visibility = state;

    document.dispatchEvent(new Event('visibilitychange'));

    expect(told).toEqual(expected);
  });
});
