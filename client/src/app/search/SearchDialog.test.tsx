// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ChatsContext } from '../../chat/ChatsContext';
import type { Hit } from '../../history/Search';
import { lendTopLayer } from '../../ui/topLayer.double';
import { fixedChats, fixedConversation } from '../states/chats.fixture';
import type { Find } from './Find';
import { SearchDialog } from './SearchDialog';

lendTopLayer();
beforeEach(() => history.replaceState(null, '', '/'));
afterEach(cleanup);

const conversation = fixedConversation('backoff', 'Back-off', 0);
const found = (id: string, title = 'Back-off'): Hit => ({
  conversation: { ...conversation, title },
  message: { kind: 'question', id, conversation: 'backoff', parent: null, at: 0, text: '' },
  range: { start: 9, end: 15 },
  excerpt: { text: '…a reader asks again…', ranges: [{ start: 3, end: 9 }] },
});
const hit = found('m1');

function drawn(search: Find) {
  const closed: boolean[] = [];
  render(
    <ChatsContext value={fixedChats()}>
      <SearchDialog search={search} onClose={() => closed.push(true)} />
    </ChatsContext>,
  );
  return { closed, user: userEvent.setup(), field: screen.getByRole('combobox') };
}

const options = () => screen.getAllByRole('option').map(({ textContent }) => textContent);
const drawnAgain = () =>
  act(() => new Promise<void>((done) => requestAnimationFrame(() => done())));

test('before anything is written there are the latest conversations and the commands', () => {
  drawn(async () => []);

  expect(options()[0]).toContain('Why server-sent events');
  expect(options().at(-1)).toContain('theme');
});

test('what was found is shown with where it is, and Enter goes there', async () => {
  const { closed, user, field } = drawn(async () => [hit]);

  await user.type(field, 'reader');
  expect(screen.getByText('reader').tagName).toBe('MARK');
  await user.keyboard('{Enter}');
  await drawnAgain();

  expect(closed).toEqual([true]);
  expect(location.pathname + location.hash).toBe('/c/backoff#m1');
});

test('Enter that is faster than the search goes to what that finds', async () => {
  let find: (hits: Hit[]) => void = () => {};
  const { closed, user, field } = drawn(
    () =>
      new Promise((resolve) => {
        find = resolve;
      }),
  );
  await user.type(field, 'set{Enter}');
  expect(closed).toEqual([]);

  await act(async () => find([hit]));
  await drawnAgain();

  expect(closed).toEqual([true]);
  expect(location.hash).toBe('#m1');
});

test('arrows choose, and the field says which', async () => {
  const { user, field } = drawn(async () => [hit, found('m2')]);
  await user.type(field, 'reader');

  await user.keyboard('{ArrowDown}');
  const chosen = screen.getByRole('option', { selected: true });
  expect(field.getAttribute('aria-activedescendant')).toBe(chosen.id);
  await user.keyboard('{Enter}');
  await drawnAgain();

  expect(location.hash).toBe('#m2');
});

test('commands are found by their names', async () => {
  const { user, field } = drawn(async () => []);

  await user.type(field, 'settings');

  expect(options()).toEqual(['Settings']);
});

test('a search that is no longer wanted is ended, and what it finds is not shown', async () => {
  const signals: AbortSignal[] = [];
  const { user, field } = drawn(async (text, signal) => {
    signals.push(signal);
    return text === 'ab' ? [hit] : [found('m1', 'Late')];
  });

  await user.type(field, 'ab');

  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  expect(screen.queryByText('Late')).toBeNull();
});

test('that nothing was found is said, and that the search failed', async () => {
  const { user, field } = drawn((text) =>
    text.startsWith('x') ? Promise.resolve([]) : Promise.reject(new Error('broken')),
  );

  await user.type(field, 'x');
  expect(screen.getAllByText('Nothing found for “x”')).not.toHaveLength(0);
  await user.clear(field);
  await user.type(field, 'q');

  expect(screen.getAllByText('The search failed. Try again.')).not.toHaveLength(0);
});
