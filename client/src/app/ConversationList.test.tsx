// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChatState } from '../chat/Chats';
import { ChatsContext } from '../chat/ChatsContext';
import { Toaster } from '../ui/Toaster';
import { dismiss } from '../ui/toasts';
import { lendTopLayer } from '../ui/topLayer.double';
import { ConversationList } from './ConversationList';
import { fixedChats, fixedConversation } from './states/chats.fixture';

lendTopLayer();
beforeEach(() => history.replaceState(null, '', '/c/one'));
afterEach(() => {
  cleanup();
  dismiss();
});

const three = [
  { ...fixedConversation('one', 'First', 0), state: 'live' as const },
  { ...fixedConversation('two', 'Second', 0), state: 'failed' as const },
  fixedConversation('three', '', 0),
];

function drawn(change: Partial<ChatState> = { conversations: three }) {
  const did: string[] = [];
  const fixed = fixedChats(change);
  const told = (what: string) => async (id: string, title?: string) => {
    did.push([what, id, ...(title ? [title] : [])].join(' '));
  };
  const chats = {
    ...fixed,
    rename: told('rename'),
    remove: told('remove'),
    restore: told('restore'),
  };
  render(
    <ChatsContext value={chats}>
      <ConversationList shown="one" onHide={() => {}} />
      <Toaster />
    </ChatsContext>,
  );
  return { did, user: userEvent.setup() };
}

const row = (name: RegExp) => screen.getByRole('link', { name });
const drawnAgain = () =>
  act(() => new Promise<void>((done) => requestAnimationFrame(() => done())));

test('each conversation has its title and, where there is news, says which', () => {
  drawn();

  expect(row(/First, is being answered/).getAttribute('aria-current')).toBe('page');
  expect(row(/Second, failed/)).not.toBeNull();
  expect(row(/^Untitled$/)).not.toBeNull();
});

test('one row is in the order of Tab, and arrows go to the others', async () => {
  const { user } = drawn();
  row(/First/).focus();

  await user.keyboard('{ArrowDown}');
  expect(document.activeElement).toBe(row(/Second/));
  await user.keyboard('{End}');
  expect(document.activeElement).toBe(row(/Untitled/));

  expect(row(/Untitled/).tabIndex).toBe(0);
  expect(row(/First/).tabIndex).toBe(-1);
});

test('F2 renames in place; Enter keeps the new title', async () => {
  const { did, user } = drawn();
  row(/First/).focus();

  await user.keyboard('{F2}');
  await user.keyboard('  Another {Enter}');
  await drawnAgain();

  expect(did).toEqual(['rename one Another']);
  expect(document.activeElement).toBe(row(/First/));
});

test('Esc, an empty title and the same one leave it as it is', async () => {
  const { did, user } = drawn();
  for (const keys of ['Another{Escape}', '{Delete}{Enter}', '{Enter}']) {
    row(/First/).focus();
    await user.keyboard('{F2}');
    await user.keyboard(keys);
    await drawnAgain();
  }

  expect(did).toEqual([]);
});

test('a deleted conversation can be had back, and is then shown again', async () => {
  const { did, user } = drawn();
  row(/First/).focus();

  await user.keyboard('{Delete}');
  expect(did).toEqual(['remove one']);
  expect(location.pathname).toBe('/');
  expect(document.activeElement).toBe(row(/Second/));
  await user.click(screen.getByRole('button', { name: 'Undo' }));

  expect(did).toEqual(['remove one', 'restore one']);
  expect(location.pathname).toBe('/c/one');
});

test('its menu can do the same', async () => {
  const { did, user } = drawn();

  await user.click(screen.getByRole('button', { name: 'Actions for “Second”' }));
  await user.click(screen.getByRole('menuitem', { name: /Delete/, hidden: true }));

  expect(did).toEqual(['remove two']);
  expect(location.pathname).toBe('/c/one');
});

test('what there is to know stands at the foot', () => {
  drawn({ conversations: three, keeping: 'memory', online: false });

  expect(screen.getByText(/You are offline/)).not.toBeNull();
  expect(screen.getByText(/Nothing is kept/)).not.toBeNull();
});

test('some of it that is damaged is said there, too', () => {
  drawn({ conversations: three, keeping: 'damaged' });

  expect(screen.getByText(/is damaged and is not shown/)).not.toBeNull();
});

test('a list that could not be read says so', () => {
  drawn({ unread: true });

  expect(screen.getByRole('alert').textContent).toContain('could not be read');
  expect(screen.queryByText(/^Reading/)).toBeNull();
});

test('an empty list says what will be there', () => {
  drawn({ conversations: [] });

  expect(screen.getByText(/will be listed here/)).not.toBeNull();
});
