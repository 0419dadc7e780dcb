// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Choice } from '../history/Conversation';
import { ChatPage } from './ChatPage';
import { ChatsContext } from './ChatsContext';
import { drawable } from './drawable.double';
import { type FakeChats, fakeChats } from './fakeChats.double';
import type { Model } from './Model';

beforeEach(() => {
  drawable();
  // jsdom has dialogs, but can't open them.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
});
afterEach(cleanup);

function model(id: string, change: Partial<Model> = {}): Model {
  return { id, isDefault: false, type: 'openai', parameters: [], knobs: {}, faults: [], ...change };
}

const simulator = model('echo', {
  isDefault: true,
  type: 'echo',
  parameters: ['max_tokens'],
  knobs: {
    tokensPerSecond: { kind: 'range', min: 0, max: 5_000, initial: 30 },
    jitter: { kind: 'options', options: ['none', 'uniform'], initial: 'none' },
    seed: { kind: 'range', min: 0, max: Number.MAX_SAFE_INTEGER, initial: 0 },
  },
  faults: ['fail', 'truncate'],
});

function draw(models: readonly Model[], choice: Partial<Choice> = {}): FakeChats {
  const chats = fakeChats([], {
    state: { models },
    conversation: { choice: { system: '', parameters: {}, simulate: {}, ...choice } },
  });
  render(
    <ChatsContext value={chats}>
      <ChatPage />
    </ChatsContext>,
  );
  return chats;
}

const chosen = (chats: FakeChats) => chats.store.getState().shown?.conversation.choice;

test("the line shows the gateway's default until another model is chosen", () => {
  draw([simulator, model('qwen3')]);

  expect(screen.getByRole('button', { name: 'Model: echo' })).toBeTruthy();
});

test('a model that the gateway no longer has is said to be gone', () => {
  draw([simulator], { model: 'gpt-2' });

  expect(screen.getByRole('button', { name: 'Model: gpt-2 (gone)' })).toBeTruthy();
});

test('among many models one is found by its name', async () => {
  const chats = draw([simulator, ...Array.from({ length: 12 }, (_, n) => model(`qwen-${n}b`))]);

  await userEvent.click(screen.getByRole('button', { name: 'Model: echo' }));
  await userEvent.type(await screen.findByRole('combobox'), '11b{Enter}');

  expect(chosen(chats)?.model).toBe('qwen-11b');
});

test('an Enter that ends a composition takes no model', async () => {
  const chats = draw(Array.from({ length: 12 }, (_, at) => model(`model-${at}`)));
  await userEvent.click(screen.getByRole('button', { name: /^Model/ }));
  const field = screen.getByRole('combobox', { name: 'Find a model' });

  fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
  fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 });
  expect(chosen(chats)?.model).toBeUndefined();

  fireEvent.keyDown(field, { key: 'Enter' });
  expect(chosen(chats)?.model).toBe('model-0');
});

test("a simulator's knobs and faults are those of its card, and can be turned back", async () => {
  const chats = draw([simulator]);
  await userEvent.click(screen.getByRole('button', { name: 'Parameters' }));
  const dialog = within(await screen.findByRole('dialog'));

  fireEvent.change(dialog.getByRole('spinbutton', { name: 'max_tokens' }), {
    target: { value: '200' },
  });
  await userEvent.clear(dialog.getByRole('spinbutton', { name: 'tokensPerSecond' }));
  await userEvent.type(dialog.getByRole('spinbutton', { name: 'tokensPerSecond' }), '80{Enter}');
  fireEvent.change(dialog.getByRole('combobox', { name: 'fault.kind' }), {
    target: { value: 'truncate' },
  });
  fireEvent.change(dialog.getByRole('spinbutton', { name: 'fault.afterPieces' }), {
    target: { value: '40' },
  });
  expect(chosen(chats)).toMatchObject({
    parameters: { max_tokens: 200 },
    simulate: { tokensPerSecond: 80, fault: { kind: 'truncate', afterPieces: 40 } },
  });

  await userEvent.click(dialog.getByRole('button', { name: 'Reset tokensPerSecond' }));
  expect(chosen(chats)?.simulate).toEqual({ fault: { kind: 'truncate', afterPieces: 40 } });
  await userEvent.click(dialog.getByRole('button', { name: 'Reset all' }));
  expect(chosen(chats)).toMatchObject({ parameters: {}, simulate: {} });
});

test('a fault that was just chosen leaves some of the answer to be seen', async () => {
  const chats = draw([simulator]);
  await userEvent.click(screen.getByRole('button', { name: 'Parameters' }));
  const dialog = within(await screen.findByRole('dialog'));
  const kind = dialog.getByRole('combobox', { name: 'fault.kind' });
  const fault = () => chosen(chats)?.simulate.fault;
  const written = (name: string, value: string) =>
    fireEvent.change(dialog.getByRole('spinbutton', { name }), { target: { value } });

  await userEvent.selectOptions(kind, 'truncate');
  expect(fault()).toEqual({ kind: 'truncate', afterPieces: 20 });
  written('fault.afterPieces', '0');
  expect(fault()).toEqual({ kind: 'truncate', afterPieces: 0 });
  written('fault.afterMs', '900');
  await userEvent.selectOptions(kind, 'fail');

  expect(fault()).toEqual({ kind: 'fail', afterPieces: 0, afterMs: 900 });
});

test('what is known of a name is said of it, and the name stays', async () => {
  draw([model('m', { isDefault: true, parameters: ['temperature', 'logit_bias'] })]);
  await userEvent.click(screen.getByRole('button', { name: 'Parameters' }));
  const dialog = within(await screen.findByRole('dialog'));
  const described = (role: string, name: string) => {
    const id = dialog.getByRole(role, { name }).getAttribute('aria-describedby');
    return id && document.getElementById(id)?.textContent;
  };

  expect(described('slider', 'temperature')).toMatch(/^default · .*likeliest one\.$/);
  expect(described('textbox', 'logit_bias')).toBeNull();
});

test('a system prompt is written, kept under a name, and had again', async () => {
  const chats = draw([simulator]);
  await userEvent.click(screen.getByRole('button', { name: 'System prompt' }));
  const dialog = within(await screen.findByRole('dialog'));

  const field = dialog.getByRole('textbox', { name: /^What the model is told/ });
  expect(document.activeElement).toBe(field);
  fireEvent.change(field, { target: { value: 'Be brief.' } });
  expect(chosen(chats)?.system).toBe('Be brief.');
  await userEvent.type(
    dialog.getByRole('textbox', { name: 'Keep it under a name' }),
    'Brief{Enter}',
  );
  await userEvent.click(dialog.getByRole('button', { name: 'Clear' }));
  expect(chosen(chats)?.system).toBe('');
  await userEvent.click(dialog.getByRole('button', { name: /^Brief/ }));

  expect(chosen(chats)?.system).toBe('Be brief.');
  expect(chats.calls).toEqual([]);
});

test('a starter takes its model, and asks', async () => {
  const chats = draw([simulator, model('script/prose', { type: 'script' })]);

  await userEvent.click(screen.getByRole('button', { name: /^Read an essay/ }));

  expect(chosen(chats)?.model).toBe('script/prose');
  expect(chats.calls).toEqual(['ask: Write me a short essay.']);
});

test('models that could not be loaded can be loaded again', async () => {
  const chats = fakeChats([], {
    state: { modelsProblem: { status: 0, type: '', title: '', detail: '' } },
  });
  render(
    <ChatsContext value={chats}>
      <ChatPage />
    </ChatsContext>,
  );

  await userEvent.click(screen.getByRole('button', { name: 'Load models' }));

  expect(chats.calls).toEqual(['loadModels']);
});
