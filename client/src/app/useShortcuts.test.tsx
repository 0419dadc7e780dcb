// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { type Action, useAction } from '../ui/actions';
import { useShortcuts } from './useShortcuts';

afterEach(cleanup);

function Page({ done, dialog = false }: { readonly done: Action[]; readonly dialog?: boolean }) {
  useShortcuts();
  useAction('search', () => done.push('search') > 0);
  useAction('help', () => done.push('help') > 0);
  useAction('cancel', () => done.push('cancel') > 0);
  return (
    <>
      <textarea aria-label="Prompt" />
      {dialog && <dialog open />}
    </>
  );
}

function drawn(dialog = false) {
  const done: Action[] = [];
  render(<Page done={done} dialog={dialog} />);
  return { done, prompt: screen.getByLabelText('Prompt') };
}

test('keys ask for their action, and the browser does not get them', () => {
  const { done } = drawn();

  const left = fireEvent.keyDown(document.body, { key: 'k', code: 'KeyK', ctrlKey: true });

  expect(done).toEqual(['search']);
  expect(left).toBe(false);
});

test('while something is written a question mark is text, but Esc and Ctrl are keys', () => {
  const { done, prompt } = drawn();

  fireEvent.keyDown(prompt, { key: '?' });
  expect(done).toEqual([]);
  fireEvent.keyDown(prompt, { key: 'Escape' });
  fireEvent.keyDown(prompt, { key: 'k', ctrlKey: true });

  expect(done).toEqual(['cancel', 'search']);
});

test.each([
  ['during a composition', { isComposing: true }],
  ['after a composition that ended too early', { keyCode: 229 }],
  ['that is held down', { repeat: true }],
])('a key %s asks for nothing', (_, press) => {
  const { done, prompt } = drawn();

  fireEvent.keyDown(prompt, { key: 'Escape', ...press });

  expect(done).toEqual([]);
});

test('under a dialog nothing is asked for', () => {
  const { done } = drawn(true);

  fireEvent.keyDown(document.body, { key: 'Escape' });

  expect(done).toEqual([]);
});

test('keys without anyone to do it are left to the browser', () => {
  drawn();

  expect(fireEvent.keyDown(document.body, { key: 'b', ctrlKey: true })).toBe(true);
});
