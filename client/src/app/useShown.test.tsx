// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Chats } from '../chat/Chats';
import type { Route } from './routes';
import {
  fixedAnswer,
  fixedChats,
  fixedConversation,
  fixedShown,
  fixedTurn,
} from './states/chats.fixture';
import { useShown } from './useShown';

beforeEach(() => history.replaceState(null, '', '/'));
afterEach(cleanup);

const empty = (id: string) => fixedShown(fixedConversation(id, '', 0), []);
const begun = (id: string) =>
  fixedShown(fixedConversation(id, 'Why?', 0), fixedTurn('q', 'Why?', fixedAnswer('So')));

/** Chats with the conversation `old`; whatever else is wanted is not there. A new one is `fresh`. */
function chatsThatShow(asked: (string | undefined)[]): Chats {
  const { shown: _, ...state } = fixedChats().store.getState();
  const chats = fixedChats();
  chats.store.setState(state, true);
  return {
    ...chats,
    show: async (id) => {
      asked.push(id);
      if (id !== undefined && id !== 'old') return false;
      chats.store.setState({ shown: id ? begun(id) : empty('fresh') });
      return true;
    },
  };
}

async function at(route: Route) {
  const asked: (string | undefined)[] = [];
  const chats = chatsThatShow(asked);
  const hook = renderHook((shown: Route) => useShown(shown, chats), { initialProps: route });
  await act(async () => {});
  return { asked, chats, ...hook };
}

test('a conversation that is there is shown', async () => {
  const { asked, result } = await at({ kind: 'conversation', id: 'old' });

  expect(asked).toEqual(['old']);
  expect(result.current).toBe(false);
});

test('a conversation that is not there is missed, until another one is wanted', async () => {
  const { result, rerender } = await at({ kind: 'conversation', id: 'elsewhere' });
  expect(result.current).toBe(true);

  rerender({ kind: 'conversation', id: 'old' });
  expect(result.current).toBe(false);
  await act(async () => {});

  expect(result.current).toBe(false);
});

test('a new conversation has an address from its first question on, and is not shown again', async () => {
  const { asked, chats, rerender } = await at({ kind: 'new' });
  expect(location.pathname).toBe('/');

  act(() => chats.store.setState({ shown: begun('fresh') }));
  expect(location.pathname).toBe('/c/fresh');
  rerender({ kind: 'conversation', id: 'fresh' });
  await act(async () => {});

  expect(asked).toEqual([undefined]);
});

test('on the way from a conversation to a new one the address stays', async () => {
  const { rerender } = await at({ kind: 'conversation', id: 'old' });

  rerender({ kind: 'new' });
  await act(async () => {});

  expect(location.pathname).toBe('/');
});

test('other pages ask for no conversation', async () => {
  const { asked } = await at({ kind: 'stream', id: 'x' });

  expect(asked).toEqual([]);
});
