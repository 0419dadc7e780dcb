// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChatState, Chats } from '../../chat/Chats';
import { ChatsContext } from '../../chat/ChatsContext';
import { BadFile, wanted } from '../../history/decoding';
import { settings } from '../../ui/settings';
import { dismiss } from '../../ui/toasts';
import { lendTopLayer } from '../../ui/topLayer.double';
import { fixedChats, fixedConversation } from '../states/chats.fixture';
import { SettingsDialog } from './SettingsDialog';

lendTopLayer();
beforeEach(() => history.replaceState(null, '', '/'));
afterEach(() => {
  cleanup();
  dismiss();
});

function drawn(change: Partial<Chats> = {}, state: Partial<ChatState> = {}) {
  const closed: boolean[] = [];
  render(
    <ChatsContext value={{ ...fixedChats(state), ...change }}>
      <SettingsDialog onClose={() => closed.push(true)} />
    </ChatsContext>,
  );
  return { closed, user: userEvent.setup() };
}

const button = (name: string | RegExp) => screen.getByRole('button', { name });

test('what is changed holds at once', async () => {
  const { user } = drawn();

  await user.selectOptions(screen.getByLabelText('Text size'), 'Large');
  await user.click(screen.getByRole('switch', { name: 'Wrap long lines of code' }));

  expect(settings.getState()).toMatchObject({ textSize: 'large', wrapCode: true });
  act(() => settings.change({ textSize: 'normal', wrapCode: false }));
});

test('notifications stay off where the browser has none', async () => {
  const { user } = drawn();

  await user.click(screen.getByRole('switch', { name: 'Notify when an answer ends' }));

  expect(settings.getState().notify).toBe(false);
  expect(screen.getByText(/only over https/)).not.toBeNull();
});

test('a system prompt is added once it has a name and a text', async () => {
  const put: string[] = [];
  const { user } = drawn({
    putSystemPrompt: async ({ name, text }) => {
      put.push(`${name}: ${text}`);
    },
  });

  await user.click(button('Add a system prompt'));
  await user.keyboard('Poet');
  await user.click(button('Save'));
  expect(screen.getByText('Write what the model is to do.')).not.toBeNull();
  expect(document.activeElement).toBe(screen.getByLabelText('Instructions'));
  await user.keyboard('Rhyme.');
  await user.click(button('Save'));

  expect(put).toEqual(['Poet: Rhyme.']);
  expect(screen.queryByLabelText('Instructions')).toBeNull();
});

test('a system prompt is changed under its id, and Esc changes nothing', async () => {
  const put: unknown[] = [];
  const { user, closed } = drawn({
    putSystemPrompt: async (prompt) => {
      put.push(prompt);
    },
  });

  await user.click(button('Edit “Brief”'));
  fireEvent.keyDown(screen.getByLabelText('Instructions'), { key: 'Escape', isComposing: true });
  await user.type(screen.getByLabelText('Instructions'), '!');
  await user.keyboard('{Escape}');
  expect(put).toEqual([]);
  expect(closed).toEqual([]);
  await user.click(button('Edit “Brief”'));
  await user.clear(screen.getByLabelText('Instructions'));
  await user.type(screen.getByLabelText('Instructions'), 'Be brief.');
  await user.click(button('Save'));

  expect(put).toEqual([{ id: 'brief', name: 'Brief', text: 'Be brief.' }]);
});

test('a deleted system prompt can be had back', async () => {
  const did: string[] = [];
  const { user } = drawn({
    deleteSystemPrompt: async (id) => {
      did.push(`delete ${id}`);
    },
    putSystemPrompt: async ({ id }) => {
      did.push(`put ${id}`);
    },
  });

  await user.click(button('Delete “Brief”'));
  await user.click(button('Undo'));

  expect(did).toEqual(['delete brief', 'put brief']);
});

test('all conversations are deleted only after a question, and can be had back', async () => {
  const did: string[] = [];
  const told = (what: string) => async (id: string) => {
    did.push(`${what} ${id}`);
  };
  const conversations = [fixedConversation('one', 'One', 0), fixedConversation('two', 'Two', 0)];
  const { user } = drawn({ remove: told('remove'), restore: told('restore') }, { conversations });

  await user.click(button('Delete all…'));
  const question = screen.getByRole('dialog', { name: 'Delete all conversations?' });
  await user.click(within(question).getByRole('button', { name: 'Cancel' }));
  expect(did).toEqual([]);
  await user.click(button('Delete all…'));
  await user.click(button('Delete'));
  expect(did).toEqual(['remove one', 'remove two']);
  await user.click(button('Undo'));

  expect(did).toEqual(['remove one', 'remove two', 'restore one', 'restore two']);
});

test('an import says how many conversations came, or why none did', async () => {
  const { user } = drawn({
    importAll: async (file) => {
      if (file.size === 'ours'.length) return 3;
      if (file.size === 'theirs'.length) throw new BadFile({ kind: 'notOurs' });
      if (file.size === 'cut'.length) throw new BadFile({ kind: 'notJson' });
      if (file.size === 'large'.length)
        throw new BadFile({ kind: 'tooLarge', mostBytes: 64 * 1024 * 1024 });
      throw wanted('a text', 'conversations[3].title');
    },
  });
  const field = document.querySelector<HTMLInputElement>('input[type="file"]');
  if (!field) throw new Error('there is no field for a file');
  const file = (text: string) => new File([text], 'spate.json', { type: 'application/json' });

  await user.upload(field, file('ours'));
  expect(await screen.findByText('Imported 3 conversations.')).not.toBeNull();
  await user.upload(field, file('theirs'));
  expect(await screen.findByText(/could not be imported/)).not.toBeNull();
  await user.upload(field, file('cut'));
  expect(await screen.findByText(/breaks off/)).not.toBeNull();
  await user.upload(field, file('large'));
  expect(await screen.findByText(/is larger than 64 MB/)).not.toBeNull();
  await user.upload(field, file('damaged'));
  expect(await screen.findByText(/is damaged at conversations\[3\]\.title/)).not.toBeNull();
});
