// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { settings } from '../ui/settings';
import { ChatPage } from './ChatPage';
import { ChatsContext } from './ChatsContext';
import { drawable } from './drawable.double';
import { ended, type FakeChats, fakeChats, question, reply } from './fakeChats.double';

beforeEach(drawable);
afterEach(() => {
  cleanup();
  settings.change({ enterSends: true });
});

function draw(chats: FakeChats): HTMLTextAreaElement {
  render(
    <ChatsContext value={chats}>
      <ChatPage />
    </ChatsContext>,
  );
  return screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Question' });
}

const why = question('q1', 'Why?');
const settled = () => fakeChats([why, reply('r1', 'q1', { text: 'Because.', ...ended })]);
const live = () =>
  fakeChats([why, reply('r1', 'q1', { text: 'Be', connection: { kind: 'open' } })]);

test('Enter sends what was written, and empties the field', async () => {
  const chats = settled();
  const field = draw(chats);

  await userEvent.type(field, 'And now?{Enter}');

  expect(chats.calls).toEqual(['ask: And now?']);
  expect(field.value).toBe('');
});

test('Enter that confirms a candidate does not send', () => {
  const chats = settled();
  const field = draw(chats);
  fireEvent.change(field, { target: { value: '为什么' } });

  // Chromium's order: the key is the composition's.
  fireEvent.compositionStart(field);
  fireEvent.keyDown(field, { key: 'Enter', keyCode: 229, isComposing: true });
  fireEvent.compositionEnd(field);

  expect(chats.calls).toEqual([]);
  fireEvent.keyDown(field, { key: 'Enter', keyCode: 13 });
  expect(chats.calls).toEqual(['ask: 为什么']);
});

test('nor does it where the composition ends before its key comes, as in Safari', () => {
  const chats = settled();
  const field = draw(chats);
  fireEvent.change(field, { target: { value: '为什么' } });

  fireEvent.compositionStart(field);
  fireEvent.compositionEnd(field);
  fireEvent.keyDown(field, { key: 'Enter', keyCode: 229, isComposing: false });

  expect(chats.calls).toEqual([]);
});

test('where Enter is set to break the line, Ctrl+Enter sends', async () => {
  settings.change({ enterSends: false });
  const chats = settled();
  const field = draw(chats);

  await userEvent.type(field, 'One{Enter}two');
  expect(chats.calls).toEqual([]);
  await userEvent.type(field, '{Control>}{Enter}{/Control}');

  expect(chats.calls).toEqual(['ask: One\ntwo']);
});

test('what is blank is not sent', async () => {
  const chats = settled();

  await userEvent.type(draw(chats), '   {Enter}');

  expect(chats.calls).toEqual([]);
});

test('each conversation has its own draft', () => {
  expect(draw(fakeChats([], { conversation: { draft: 'Half a ques' } })).value).toBe('Half a ques');
});

test('while an answer is live a question is queued, and can be taken out', async () => {
  const chats = live();
  const field = draw(chats);

  await userEvent.type(field, 'And now?');
  await userEvent.click(screen.getByRole('button', { name: 'Queue' }));
  expect(chats.calls).toEqual(['ask: And now?']);

  chats.become([...(chats.store.getState().shown?.messages.values() ?? [])], {
    queue: ['And now?'],
  });
  await userEvent.click(await screen.findByRole('button', { name: "Don't ask: And now?" }));
  expect(chats.calls.at(-1)).toBe('unqueue 0');
});

test('Stop cancels the live answer, then says that it does', async () => {
  const chats = live();
  draw(chats);

  await userEvent.click(screen.getByRole('button', { name: 'Stop' }));

  expect(chats.calls).toEqual(['cancel r1']);
  const cancelled = reply('r1', 'q1', { text: 'Be', connection: { kind: 'open' } });
  chats.become([
    why,
    { ...cancelled, parts: cancelled.parts.map((part) => ({ ...part, cancelling: true })) },
  ]);
  const button = await screen.findByRole('button', { name: 'Stopping…' });
  await userEvent.click(button);
  expect(chats.calls).toEqual(['cancel r1']);
});

test('while the gateway cannot be reached to stop it, one need not wait', async () => {
  const cut = reply('r1', 'q1', { text: 'Be', connection: { kind: 'cut', at: 0 } });
  const chats = fakeChats([
    why,
    { ...cut, parts: cut.parts.map((part) => ({ ...part, cancelling: true })) },
  ]);
  draw(chats);

  await userEvent.click(screen.getByRole('button', { name: "Don't wait" }));

  expect(chats.calls).toEqual(['cancel r1']);
});

test('the arrow up in an empty field edits the last question', async () => {
  const chats = settled();
  const field = draw(chats);

  await userEvent.type(field, '{ArrowUp}');

  const editor = screen.getByRole<HTMLTextAreaElement>('textbox', {
    name: 'The question in other words',
  });
  expect(document.activeElement).toBe(editor);
  expect(editor.value).toBe('Why?');
});

test('the arrow up in a field with text moves in it', async () => {
  const field = draw(settled());

  await userEvent.type(field, 'x{ArrowUp}');

  expect(screen.queryByRole('textbox', { name: 'The question in other words' })).toBeNull();
});

test('whatever of it is no button of its own gives the field the focus', () => {
  const field = draw(settled());
  const surface = field.parentElement;
  if (!surface) throw new Error('the field is in nothing');
  const blank = [surface, ...surface.querySelectorAll('div')];

  for (const element of blank) {
    field.blur();
    fireEvent.mouseDown(element);
    expect(document.activeElement).toBe(field);
  }

  expect(blank).toHaveLength(3);
  field.blur();
  fireEvent.mouseDown(screen.getByRole('button', { name: 'Parameters' }));
  expect(document.activeElement).toBe(document.body);
});
