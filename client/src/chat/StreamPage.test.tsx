// @vitest-environment jsdom
import { act, cleanup, render, renderHook, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { fetchMarkdown } from '../markdown/LazyMarkdown';
import { useAction } from '../ui/actions';
import { ChatsContext } from './ChatsContext';
import { drawable } from './drawable.double';
import { fakeChats } from './fakeChats.double';
import { StreamPage } from './StreamPage';

beforeAll(fetchMarkdown);
beforeEach(drawable);
afterEach(cleanup);

type Look = NonNullable<Parameters<typeof StreamPage>[0]['look']>;

async function draw(look: Look) {
  const chats = fakeChats();
  const saved: string[] = [];
  const view = render(
    <ChatsContext value={chats}>
      <StreamPage stream="s1" look={look} onSaved={(conversation) => saved.push(conversation)} />
    </ChatsContext>,
  );
  await act(async () => {});
  return { chats, saved, view };
}

const found: Look = async () => ({
  kind: 'snapshot',
  stream: 's1',
  model: 'echo',
  state: 'live',
  position: 3,
  request: {
    messages: [
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: 'Hi.' },
      { role: 'user', content: 'Why SSE?' },
    ],
  },
});

test('a stream is followed with its question, until the page is left', async () => {
  const { chats, view } = await draw(found);
  expect(screen.getByRole('heading', { name: 'Why SSE?' })).toBeTruthy();
  expect(screen.getByText('after 2 earlier messages')).toBeTruthy();

  const live = chats.live('stream:s1');
  act(() => live.catchUp({ ...live.get(), position: 2, text: 'Because.' }));
  expect(screen.getByText('Because.')).toBeTruthy();
  expect(screen.getByRole('article').getAttribute('aria-busy')).toBe('true');

  view.unmount();
  expect(chats.calls).toEqual(['watch s1', 'close s1']);
});

test('it can be kept as a conversation, and not be changed', async () => {
  const { chats, saved } = await draw(found);
  const live = chats.live('stream:s1');
  act(() =>
    live.catchUp({
      ...live.get(),
      position: 2,
      text: 'Be',
      end: { kind: 'finished', reason: 'length' },
    }),
  );
  expect(screen.getByRole('article').getAttribute('aria-busy')).toBe('false');
  expect(screen.queryByRole('button', { name: 'Continue' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Answer again' })).toBeNull();

  await userEvent.click(screen.getByRole('button', { name: 'Save as conversation' }));

  expect(chats.calls).toContain('save s1');
  expect(saved).toEqual(['saved']);
});

test('a stream that is not there is said to be gone, and there is a way home', async () => {
  const asked = vi.fn();
  renderHook(() => useAction('newConversation', asked));
  await draw(async () => ({ kind: 'gone' }));

  expect(
    screen.getByRole('heading', { name: "The gateway doesn't have this stream" }),
  ).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'New conversation' }));
  expect(asked).toHaveBeenCalledOnce();
});

test('while the gateway cannot be reached it can be looked for again', async () => {
  let looks = 0;
  const problem = { status: 0, type: '', title: '', detail: '' };
  await draw(async (stream) => {
    looks++;
    return looks === 1 ? { kind: 'busy', problem, afterMillis: 0 } : found(stream);
  });
  expect(screen.getByText("The gateway can't be reached.")).toBeTruthy();

  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));

  expect(screen.getByRole('heading', { name: 'Why SSE?' })).toBeTruthy();
});
