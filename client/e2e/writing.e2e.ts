import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launch } from './browser';
import { heard, Ime, orders } from './ime';
import {
  answerText,
  arrived,
  ask,
  begin,
  chooseModel,
  composer,
  ended,
  lastTurn,
  list,
  openSettings,
  questions,
  row,
  setParameters,
  snapshot,
  titles,
  type Visit,
  visit,
} from './page';

describe('writing', () => {
  let browser: Browser;
  let visited: Visit;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    visited = await visit(browser);
    ({ page } = visited);
  });

  afterEach(async () => {
    await page.context().close();
    expect(visited.complaints, 'console errors and policy violations').toEqual([]);
  });

  const focused = () => page.locator(':focus');
  const editor = () => page.getByRole('textbox', { name: 'The question in other words' });

  describe.each(orders)('by an IME, %s:', (order) => {
    test('an Enter that ends a composition does not send, and the next one does', async () => {
      const ime = await Ime.of(page);
      await composer(page).click();

      expect(await ime.write('为什么', order)).toEqual(heard[order]);
      expect(await composer(page).inputValue()).toBe('为什么');
      await page.keyboard.type('?');
      expect(await ime.write('真的', order)).toEqual(heard[order]);
      await page.keyboard.press('Enter');
      await ended(page);

      expect(await questions(page)).toEqual(['为什么?真的']);
      expect(visited.streams).toHaveLength(1);
    });

    test('nor does it queue a question, or ask again in other words', async () => {
      await ask(page, 'One.');
      await ended(page);
      const ime = await Ime.of(page);

      await composer(page).press('ArrowUp');
      await editor().and(focused()).waitFor();
      await page.keyboard.press('Control+A');
      expect(await ime.write('为什么', order)).toEqual(heard[order]);
      await page.keyboard.type('?');
      await page.keyboard.press('Enter');
      await lastTurn(page).getByText('2 / 2', { exact: true }).waitFor();
      await ended(page);
      expect(await questions(page)).toEqual(['为什么?']);

      await chooseModel(page, 'clock');
      await ask(page, 'What time is it?');
      await composer(page).focus();
      expect(await ime.write('然后', order)).toEqual(heard[order]);
      await page.keyboard.type('?');
      await page.keyboard.press('Enter');
      const queue = page.getByRole('list', { name: /^Questions that wait/ });
      await queue.waitFor();
      expect(await queue.getByRole('listitem').allTextContents()).toEqual(['然后?']);
    });

    test('nor does it end the renaming of a conversation', async () => {
      await ask(page, 'One.');
      await ended(page);
      const ime = await Ime.of(page);

      await row(page, 'One.').getByRole('link').press('F2');
      await list(page).getByRole('textbox', { name: 'Title' }).and(focused()).waitFor();
      expect(await ime.write('河水', order)).toEqual(heard[order]);
      await page.keyboard.type('!');
      await page.keyboard.press('Enter');

      await expect.poll(() => titles(page)).toEqual(['河水!']);
    });

    test('nor does it choose what a search has found', async () => {
      await ask(page, '水位线');
      await ended(page);
      await begin(page);
      await ask(page, '水位');
      await ended(page);
      const ime = await Ime.of(page);
      const search = page.getByRole('combobox', { name: 'Search conversations' });
      const hits = page.getByRole('option');

      await page.keyboard.press('Control+K');
      await search.and(focused()).waitFor();
      expect(await ime.write('水位', order)).toEqual(heard[order]);
      // The titles, which are the questions', and the answers of both.
      await expect.poll(() => hits.count()).toBeGreaterThan(3);
      expect(await ime.write('线', order)).toEqual(heard[order]);
      await page.keyboard.press('Enter');

      await search.waitFor({ state: 'detached' });
      await expect.poll(() => questions(page)).toEqual(['水位线']);
    });

    test('nor is an Esc that closes its candidates a Stop', async () => {
      await chooseModel(page, 'clock');
      await setParameters(page, { everyMs: '50' });
      await ask(page, 'What time is it?');
      await arrived(page, 10);
      const ime = await Ime.of(page);
      await composer(page).focus();

      await ime.begin('停');
      await ime.press('Escape');
      await ime.giveUp();
      await arrived(page, (await answerText(page)).length + 100);
      expect((await snapshot(visited.streams[0])).state).toBe('live');
      await page.keyboard.press('Escape');

      await lastTurn(page).getByText('Stopped.', { exact: true }).waitFor();
      expect((await snapshot(visited.streams[0])).reason).toBe('cancelled');
    });
  });

  test('goes on in the next line after Shift+Enter, and is sent by Enter', async () => {
    await composer(page).click();
    await page.keyboard.press('Enter');
    await page.keyboard.type('one');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('two');
    expect(await composer(page).inputValue()).toBe('one\ntwo');

    await page.keyboard.press('Enter');
    await ended(page);

    expect(await questions(page)).toEqual(['one\ntwo']);
    expect(await composer(page).inputValue()).toBe('');
  });

  test('is sent by Ctrl+Enter alone where somebody wants Enter to break the line', async () => {
    const settings = await openSettings(page);
    await settings.getByRole('switch', { name: 'Enter sends' }).click();
    await page.keyboard.press('Escape');
    await settings.waitFor({ state: 'detached' });

    await composer(page).click();
    await page.keyboard.type('one');
    await page.keyboard.press('Enter');
    await page.keyboard.type('two');
    await page.keyboard.press('Control+Enter');
    await ended(page);
    expect(await questions(page)).toEqual(['one\ntwo']);

    await page.reload();
    await composer(page).press('ArrowUp');
    await editor().and(focused()).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('three');
    await page.keyboard.press('Control+Enter');
    await lastTurn(page).getByText('2 / 2', { exact: true }).waitFor();
    await ended(page);
    expect(await questions(page)).toEqual(['one\ntwo\nthree']);
    expect(visited.streams).toHaveLength(2);
  });

  test('is sent by Ctrl+Enter also where Enter sends', async () => {
    await composer(page).fill('One.');
    await composer(page).press('Control+Enter');
    await ended(page);

    expect(await questions(page)).toEqual(['One.']);
  });

  test('begins wherever the composer is pressed, and goes on where it was', async () => {
    await composer(page).fill('one two');
    await page.keyboard.press('Control+ArrowLeft');
    const box = async (of = composer(page).locator('..')) => {
      const box = await of.boundingBox();
      if (!box) throw new Error('It is not on the page.');
      return box;
    };
    const { x, y, width, height } = await box();
    const parameters = await box(page.getByRole('button', { name: 'System prompt', exact: true }));
    const beside = parameters.x + parameters.width + 24;

    for (const [at, [left, top]] of [
      [x + width / 2, y + 4],
      [x + 4, y + height / 2],
      [beside, y + height - 20],
      [x + width / 2, y + height - 4],
    ].entries()) {
      await page.mouse.click(left ?? 0, top ?? 0);
      await composer(page).and(focused()).waitFor();
      await page.keyboard.type(`${at}`);
    }

    expect(await composer(page).inputValue()).toBe('one 0123two');
  });
});
