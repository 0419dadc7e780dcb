// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { Menu } from './Menu';
import { lendTopLayer } from './topLayer.double';

lendTopLayer();
afterEach(cleanup);

function drawn() {
  const chosen: string[] = [];
  const item = (label: string) => ({ label, onSelect: () => chosen.push(label) });
  render(<Menu label="Actions" items={[item('Rename'), item('Export'), item('Delete')]} />);
  return {
    chosen,
    user: userEvent.setup(),
    opener: screen.getByRole('button', { name: 'Actions' }),
  };
}

// To jsdom a popover is never open, and so hidden.
const menu = () => screen.queryByRole('menu', { hidden: true });
const focused = () => document.activeElement?.textContent;

test('a menu is opened by its button, and its first item has the focus', async () => {
  const { user, opener } = drawn();

  await user.click(opener);

  expect(opener.getAttribute('aria-expanded')).toBe('true');
  expect(menu()).not.toBeNull();
  expect(focused()).toBe('Rename');
});

test('arrows, ends and letters move in it', async () => {
  const { user, opener } = drawn();
  opener.focus();

  await user.keyboard('{ArrowDown}');
  expect(focused()).toBe('Rename');
  await user.keyboard('{ArrowUp}');
  expect(focused()).toBe('Delete');
  await user.keyboard('{Home}{ArrowDown}');
  expect(focused()).toBe('Export');
  await user.keyboard('d');
  expect(focused()).toBe('Delete');
});

test('letters within a name move in it, too', async () => {
  const { user, opener } = drawn();
  opener.focus();

  await user.keyboard('{Enter}port');

  expect(focused()).toBe('Export');
});

test('what is chosen is done, the menu is gone, and its button has the focus', async () => {
  const { user, opener, chosen } = drawn();
  opener.focus();

  await user.keyboard('{Enter}{ArrowDown}{Enter}');

  expect(chosen).toEqual(['Export']);
  expect(menu()).toBeNull();
  expect(document.activeElement).toBe(opener);
});

test('Tab leaves the menu and takes nothing', async () => {
  const { user, opener, chosen } = drawn();
  await user.click(opener);

  await user.keyboard('{Tab}');

  expect(menu()).toBeNull();
  expect(chosen).toEqual([]);
});
