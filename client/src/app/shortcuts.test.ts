import { expect, test } from 'vitest';
import { matches, type Press, type Shortcut, shortcuts, writtenKeys } from './shortcuts';

const nothing: Press = {
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
};

function named(name: Shortcut['name']): Shortcut {
  const found = shortcuts.find((one) => one.name === name);
  if (!found) throw new Error(`no shortcut is named ${name}`);
  return found;
}

function pressOf({ key, code = '', mod = false, shift = false }: Shortcut): Press {
  return { ...nothing, key, code, ctrlKey: mod, shiftKey: shift };
}

test('no two shortcuts have the same keys in one place', () => {
  for (const one of shortcuts) {
    const others = shortcuts.filter(
      (other) =>
        other !== one &&
        (other.group === one.group || other.group === 'everywhere' || one.group === 'everywhere') &&
        matches(other, pressOf(one), false),
    );
    expect(others.map(({ name }) => name)).toEqual([]);
  }
});

test('each has a name of its own', () => {
  expect(new Set(shortcuts.map(({ name }) => name)).size).toBe(shortcuts.length);
});

test('the modifier is Ctrl, and on a Mac ⌘', () => {
  const search = named('search');
  const ctrl: Press = { ...nothing, key: 'k', code: 'KeyK', ctrlKey: true };
  const command: Press = { ...nothing, key: 'k', code: 'KeyK', metaKey: true };

  expect(matches(search, ctrl, false)).toBe(true);
  expect(matches(search, command, false)).toBe(false);
  expect(matches(search, command, true)).toBe(true);
  expect(matches(search, ctrl, true)).toBe(false);
});

test('a key more is another shortcut', () => {
  const search = named('search');
  const press: Press = { ...nothing, key: 'k', code: 'KeyK', ctrlKey: true };

  expect(matches(search, { ...press, shiftKey: true }, false)).toBe(false);
  expect(matches(search, { ...press, altKey: true }, false)).toBe(false);
});

test('with a layout of other letters it is the key in the same place', () => {
  const press: Press = { ...nothing, key: 'л', code: 'KeyK', ctrlKey: true };

  expect(matches(named('search'), press, false)).toBe(true);
});

test('with a layout that has the letter elsewhere it is the letter', () => {
  const dvorak: Press = { ...nothing, key: 't', code: 'KeyK', ctrlKey: true };

  expect(matches(named('search'), dvorak, false)).toBe(false);
  expect(matches(named('search'), { ...dvorak, key: 'k', code: 'KeyV' }, false)).toBe(true);
});

test('Shift and semicolon is the shortcut, though the key is then a colon', () => {
  const press: Press = { ...nothing, key: ':', code: 'Semicolon', ctrlKey: true, shiftKey: true };

  expect(matches(named('copyCode'), press, false)).toBe(true);
});

test('a question mark is one with whatever keys', () => {
  expect(
    matches(named('help'), { ...nothing, key: '?', code: 'Slash', shiftKey: true }, false),
  ).toBe(true);
  expect(matches(named('help'), { ...nothing, key: '?', code: 'KeyM' }, false)).toBe(true);
});

test('keys are written as each system writes them', () => {
  expect(writtenKeys(named('newConversation'), false)).toEqual(['Ctrl', 'Shift', 'O']);
  expect(writtenKeys(named('newConversation'), true)).toEqual(['⇧', '⌘', 'O']);
  expect(writtenKeys(named('cancel'), false)).toEqual(['Esc']);
});
