import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launch } from './browser';
import {
  answerText,
  arrived,
  composer,
  ended,
  lastTurn,
  list,
  long,
  questions,
  snapshot,
  titles,
  type Visit,
  visit,
} from './page';

/** More than there are places for the focus on any page here. */
const MOST_TABS = 120;

describe('without a pointer', () => {
  let browser: Browser;
  let visited: Visit;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    visited = await visit(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
    ({ page } = visited);
    await has(composer(page));
  });

  afterEach(async () => {
    await page.context().close();
    expect(visited.complaints, 'console errors and policy violations').toEqual([]);
  });

  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const type = (text: string) => page.keyboard.type(text);
  const button = (name: string | RegExp, within: Page | Locator = page) =>
    within.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) });
  const dialog = (name: string) => page.getByRole('dialog', { name });
  const rows = () => list(page).getByRole('listitem').getByRole('link');

  /** Waits until it has the focus. */
  async function has(one: Locator): Promise<void> {
    await one.and(page.locator(':focus')).waitFor();
  }

  /** Goes to it as somebody does who has only the Tab key, or Shift and Tab. */
  async function reach(one: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await one.first().waitFor({ state: 'attached' });
    const there = one.and(page.locator(':focus'));
    for (let times = 0; times < MOST_TABS; times++) {
      await press(key);
      if (await there.count()) return;
    }
    throw new Error(`${one} is not reached by ${key}`);
  }

  /** What has the focus, unless nothing has. */
  const holder = () =>
    page.evaluate(() => {
      const { activeElement } = document;
      return activeElement === document.body ? null : activeElement?.tagName;
    });

  async function asked(question: string): Promise<void> {
    const before = await page.getByRole('article').count();
    await has(composer(page));
    await type(question);
    await press('Enter');
    await page.getByRole('article').nth(before).waitFor();
  }

  test('one asks, stops, asks again, steps through versions and copies', async () => {
    await asked('One.');
    await ended(page);

    await reach(button('Model: echo'));
    await press('Enter');
    await has(page.getByRole('menuitemradio', { name: /^echo/ }));
    await type('cl');
    await press('Enter');
    await has(button('Model: clock'));
    await reach(composer(page), 'Shift+Tab');
    await asked('What time is it?');
    await arrived(page, 10);
    await press('Escape');
    await lastTurn(page).getByText('Stopped.', { exact: true }).waitFor();
    expect((await snapshot(visited.streams[1])).reason).toBe('cancelled');
    await has(composer(page));

    await reach(button('Model: clock'));
    await press('Enter');
    await has(page.getByRole('menuitemradio', { name: /^clock/ }));
    await press('Home', 'Enter');
    await has(button('Model: echo'));
    await reach(button('Answer again', lastTurn(page)), 'Shift+Tab');
    await press('Enter');
    await lastTurn(page).getByText('2 / 2', { exact: true }).waitFor();
    expect(await holder()).not.toBeNull();
    await ended(page);

    await reach(button('More', lastTurn(page)));
    await press('Enter');
    await has(page.getByRole('menuitem').first());
    await press('Escape');
    await has(button('More', lastTurn(page)));

    await reach(composer(page));
    await press('ArrowUp');
    await has(page.getByRole('textbox', { name: 'The question in other words' }));
    await press('Escape');
    await has(lastTurn(page).getByRole('heading', { level: 2 }));
    await reach(composer(page));
    await press('ArrowUp', 'Control+A');
    await type('Otherwise?');
    await press('Enter');
    const questionsOf = lastTurn(page).getByRole('group', { name: 'Versions of the question' });
    await questionsOf.getByText('2 / 2', { exact: true }).waitFor();
    expect(await holder()).not.toBeNull();
    await ended(page);
    expect(await questions(page)).toEqual(['One.', 'Otherwise?']);

    await reach(button('Previous', questionsOf));
    await press('Enter');
    await expect.poll(() => questions(page)).toEqual(['One.', 'What time is it?']);
    await has(button('Previous', questionsOf));
    await press('Enter');
    await reach(button('Next', questionsOf));
    await press('Space');
    await expect.poll(() => questions(page)).toEqual(['One.', 'Otherwise?']);
    await has(button('Next', questionsOf));

    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    const forget = () => page.evaluate(() => navigator.clipboard.writeText(''));
    await reach(button('Copy as Markdown', lastTurn(page)));
    await press('Enter');
    await expect.poll(clipboard).toBe('Otherwise?');
    await reach(button('Copy the question', lastTurn(page)), 'Shift+Tab');
    await forget();
    await press('Enter');
    await expect.poll(clipboard).toBe('Otherwise?');
    await forget();
    await press('Control+Shift+C');
    await expect.poll(clipboard).toBe('Otherwise?');
  });

  test('one begins conversations, and moves, renames, deletes and finds them', async () => {
    for (const question of ['One.', 'Two.', 'Three.']) {
      await press('Control+Shift+O');
      await page.getByRole('heading', { level: 1, name: 'Ask, and watch it arrive.' }).waitFor();
      await asked(question);
      await ended(page);
    }

    await reach(rows(), 'Shift+Tab');
    await has(rows().filter({ hasText: 'Three.' }));
    await press('ArrowDown');
    await has(rows().filter({ hasText: 'Two.' }));
    await press('End');
    await has(rows().filter({ hasText: 'One.' }));
    await press('Enter');
    await expect.poll(() => questions(page)).toEqual(['One.']);
    await has(composer(page));

    await reach(rows().filter({ hasText: 'One.' }), 'Shift+Tab');
    await press('F2');
    await has(list(page).getByRole('textbox', { name: 'Title' }));
    await type('First');
    await press('Enter');
    await has(rows().filter({ hasText: 'First' }));
    await reach(button('Actions for “First”'));
    await press('Enter');
    await has(page.getByRole('menuitem', { name: 'Rename' }));
    await press('Enter');
    await has(list(page).getByRole('textbox', { name: 'Title' }));
    await press('Escape');
    await has(rows().filter({ hasText: 'First' }));

    await press('Home', 'Delete');
    await has(rows().filter({ hasText: 'Two.' }));
    await expect.poll(() => titles(page)).toEqual(['Two.', 'First']);
    await reach(button('Undo'));
    await press('Enter');
    await expect.poll(() => titles(page)).toEqual(['Three.', 'Two.', 'First']);
    await expect.poll(holder).not.toBeNull();

    await press('Control+K');
    await has(page.getByRole('combobox', { name: 'Search conversations' }));
    await type('two');
    // The title, which is the question's, and the answer.
    const hits = page.getByRole('option', { name: /Two\./ });
    await expect.poll(() => hits.count()).toBe(2);
    await press('ArrowDown', 'Enter');
    await expect.poll(() => questions(page)).toEqual(['Two.']);
    await has(lastTurn(page).locator('[tabindex="-1"]').filter({ hasText: 'Two.' }));
    expect(new URL(page.url()).hash).not.toBe('');

    await press('Control+K');
    await has(page.getByRole('combobox', { name: 'Search conversations' }));
    await type('two');
    await press('Escape');
    await has(lastTurn(page).locator('[tabindex="-1"]').filter({ hasText: 'Two.' }));
  });

  test('one asks again in other words, and writes the next question at once', async () => {
    await asked('One.');
    await ended(page);

    await press('ArrowUp');
    await has(page.getByRole('textbox', { name: 'The question in other words' }));
    await type(' And more.');
    await press('Enter');
    await type('Two.');

    await has(composer(page));
    expect(await composer(page).inputValue()).toBe('Two.');
    await lastTurn(page).getByText('2 / 2', { exact: true }).waitFor();
    await ended(page);
    await press('Enter');
    await expect.poll(() => questions(page)).toEqual(['One. And more.', 'Two.']);
  });

  test('a search goes to what it finds, however fast Enter is', async () => {
    await asked('Where is the level of the river?');
    await ended(page);
    await press('Control+Shift+O');
    await asked('Two.');
    await ended(page);

    await press('Control+K');
    await has(page.getByRole('combobox', { name: 'Search conversations' }));
    await page.keyboard.insertText('river');
    await press('Enter');

    await expect.poll(() => questions(page)).toEqual(['Where is the level of the river?']);
  });

  test('one opens what lies over the page, and is back where one was', async () => {
    const settings = button('Settings', list(page));
    await reach(settings, 'Shift+Tab');
    await press('Enter');
    await dialog('Settings').waitFor();
    await reach(dialog('Settings').getByRole('combobox', { name: 'Theme' }));
    await press('ArrowDown', 'ArrowDown');
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
    await reach(dialog('Settings').getByRole('switch', { name: 'Enter sends' }));
    await press('Space');
    expect(await dialog('Settings').getByRole('switch', { name: 'Enter sends' }).isChecked()).toBe(
      false,
    );
    await press('Space', 'Escape');
    await has(settings);

    await press('?');
    await dialog('Keyboard shortcuts').waitFor();
    for (const keys of ['CtrlK', 'CtrlShiftO', 'Esc', 'CtrlEnter', 'F2'])
      expect(await dialog('Keyboard shortcuts').locator('dd').allTextContents()).toContain(keys);
    await reach(button('Close', dialog('Keyboard shortcuts')));
    await press('Enter');
    await has(settings);

    await reach(composer(page));
    await type('?');
    expect(await composer(page).inputValue()).toBe('?');
    await press('Backspace');
    for (const name of ['Parameters', 'System prompt']) {
      await reach(button(name));
      await press('Enter');
      await dialog(name).waitFor();
      if (name === 'System prompt') {
        const field = dialog(name).getByRole('textbox', { name: /^What the model is told/ });
        await has(field);
        await type('Be brief.');
        expect(await field.inputValue()).toBe('Be brief.');
        await press('Control+A', 'Delete');
      }
      await reach(button('Done', dialog(name)));
      await press('Enter');
      await has(button(name));
      await reach(composer(page), 'Shift+Tab');
    }

    await asked('One.');
    await ended(page);
    await press('Control+I');
    const inspector = page.getByRole('complementary', { name: 'Stream inspector' });
    await inspector.waitFor();
    await has(composer(page));
    await press('Control+I');
    await inspector.waitFor({ state: 'detached' });
    await has(composer(page));
  });

  test('one slides over round values, as far as a long range goes', async () => {
    await reach(button('Parameters'));
    await press('Enter');
    const slider = dialog('Parameters').getByRole('slider', { name: 'tokensPerSecond' });
    const written = () =>
      dialog('Parameters').getByRole('spinbutton', { name: 'tokensPerSecond' }).inputValue();
    await reach(slider);
    expect(await written()).toBe('30');

    for (const [key, value] of [
      ['ArrowRight', '40'],
      ['ArrowUp', '50'],
      ['ArrowLeft', '40'],
      ['Home', '0'],
      ['ArrowRight', '1'],
      ['End', '5000'],
    ] as const) {
      await press(key);
      await expect.poll(written).toBe(value);
    }
  });

  describe('the focus is not lost', () => {
    test('with the list that is hidden, nor with the button that shows it', async () => {
      await reach(button('Settings', list(page)), 'Shift+Tab');
      await press('Control+B');
      await list(page).waitFor({ state: 'detached' });
      await expect.poll(holder).not.toBeNull();

      await reach(button('Show conversations'), 'Shift+Tab');
      await press('Enter');
      await list(page).waitFor();
      await expect.poll(holder).not.toBeNull();
      await reach(button('Hide conversations'), 'Shift+Tab');
      await press('Space');
      await list(page).waitFor({ state: 'detached' });
      await expect.poll(holder).not.toBeNull();
    });

    test('with a question that is not to be asked after all', async () => {
      await reach(button('Model: echo'));
      await press('Enter');
      await has(page.getByRole('menuitemradio', { name: /^echo/ }));
      await type('cl');
      await press('Enter');
      await reach(composer(page), 'Shift+Tab');
      await asked('What time is it?');
      for (const next of ['Two.', 'Three.']) {
        await type(next);
        await press('Enter');
        await button(`Don't ask: ${next}`).waitFor();
      }

      await reach(button("Don't ask: Two."), 'Shift+Tab');
      await press('Enter');
      await button("Don't ask: Two.").waitFor({ state: 'detached' });
      await has(button("Don't ask: Three."));
      await press('Enter');
      await button("Don't ask: Three.").waitFor({ state: 'detached' });
      await has(composer(page));
      await reach(button('Stop'));
      await press('Enter');
      await lastTurn(page).getByText('Stopped.', { exact: true }).waitFor();
      await has(composer(page));
    });

    test('with the inspector that is left', async () => {
      await asked(long);
      await ended(page);
      await reach(button('Inspect the stream'), 'Shift+Tab');
      await press('Enter');
      const inspector = page.getByRole('complementary', { name: 'Stream inspector' });
      await inspector.waitFor();
      await has(button('Inspect the stream'));

      // Past the composer, whose last button it is that leads there.
      await reach(inspector.getByRole('button'));
      await press('Escape');
      await inspector.waitFor({ state: 'detached' });

      await has(button('System prompt'));
      expect(await answerText(page)).toBe(long);
    });

    test('with a system prompt that is kept, left or deleted', async () => {
      await reach(button('Settings', list(page)), 'Shift+Tab');
      await press('Enter');
      const settings = dialog('Settings');
      await reach(button('Add a system prompt'));
      await press('Enter');
      await has(settings.getByRole('textbox', { name: 'Name' }));
      await press('Escape');
      await has(button('Add a system prompt'));

      await press('Enter');
      await has(settings.getByRole('textbox', { name: 'Name' }));
      await type('Brief');
      await press('Tab');
      await type('Be brief.');
      await reach(button('Save'));
      await press('Enter');
      await button('Edit “Brief”').waitFor();
      await has(button('Add a system prompt'));

      await reach(button('Edit “Brief”'), 'Shift+Tab');
      await press('Enter');
      await has(settings.getByRole('textbox', { name: 'Name' }));
      await press('Escape');
      await has(button('Edit “Brief”'));
      await reach(button('Delete “Brief”'));
      await press('Enter');
      await button('Edit “Brief”').waitFor({ state: 'detached' });
      await has(button('Add a system prompt'));
      await reach(button('Undo'));
      await press('Enter');
      await button('Edit “Brief”').waitFor();
      await button('Undo').waitFor({ state: 'detached' });
      await expect.poll(holder).not.toBeNull();
    });
  });
});
