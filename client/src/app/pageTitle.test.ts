import { expect, test } from 'vitest';
import { english } from '../i18n/english';
import type { End } from '../stream/answer';
import { pageTitle } from './pageTitle';
import { fixedAnswer, fixedConversation, fixedShown, fixedTurn } from './states/chats.fixture';

const conversation = fixedConversation('c', 'Why SSE?', 0);
const at = { kind: 'conversation', id: 'c' } as const;

function titleOf(end: End | undefined): string {
  const { end: _, ...live } = fixedAnswer('Because');
  const answer = end ? { ...live, end } : live;
  return pageTitle(at, fixedShown(conversation, fixedTurn('q', 'Why SSE?', answer)), english);
}

const failed: End = { kind: 'failed', code: 'internal', message: '', retryable: true };

test('the tab is called like the conversation, and shows how its answer stands', () => {
  expect(titleOf(undefined)).toBe('● Why SSE?');
  expect(titleOf({ kind: 'finished', reason: 'stop' })).toBe('Why SSE?');
  expect(titleOf({ kind: 'abandoned' })).toBe('Why SSE?');
  expect(titleOf(failed)).toBe('! Why SSE?');
  expect(titleOf({ kind: 'gone' })).toBe('! Why SSE?');
});

test('a conversation that is live is shown so, though its shown part has not begun', () => {
  const shown = fixedShown({ ...conversation, state: 'live' }, []);

  expect(pageTitle(at, shown, english)).toBe('● Why SSE?');
});

test('every page has a name', () => {
  expect(pageTitle({ kind: 'new' }, undefined, english)).toBe('Spate');
  expect(pageTitle(at, undefined, english)).toBe('Spate');
  expect(pageTitle({ kind: 'stream', id: 'x1' }, undefined, english)).toBe('Stream x1');
  expect(pageTitle({ kind: 'live' }, undefined, english)).toBe('Live updates from server');
  expect(pageTitle({ kind: 'nothing', path: '/x' }, undefined, english)).toBe(
    'There is nothing here',
  );
});
