import { readFile } from 'node:fs/promises';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launch } from './browser';
import { environment } from './environment';
import {
  actOn,
  answerText,
  answerTexts,
  arrived,
  ask,
  begin,
  ended,
  lastTurn,
  list,
  long,
  openSettings,
  questions,
  row,
  setParameters,
  snapshot,
  titles,
  type Visit,
  visit,
} from './page';

/** Of a browser, all its tabs together. */
const MOST_READERS = 3;

describe('conversations', () => {
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

  const rows = () => list(page).getByRole('listitem').getByRole('link');
  /** What the list says of a conversation after its title. */
  const marked = async (title: string) =>
    (await row(page, title).getByRole('link').textContent())?.split(', ').at(-1);

  test('are called by the first line of their question that says something', async () => {
    await ask(page, '```\n## The *level* of the [river](https://example.com/) at `noon`\nand more');
    await ended(page);
    await row(page, 'The level of the river at noon').waitFor();
    await expect.poll(() => page.title()).toBe('The level of the river at noon');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
      'The level of the river at noon',
    );

    await begin(page);
    expect(await page.title()).toBe('Spate');
    await ask(page, `水${'位'.repeat(200)}`);
    expect(await titles(page)).toContain(`水${'位'.repeat(78)}…`);
  });

  test('can be renamed, and stay so', async () => {
    await ask(page, 'One.');
    await ended(page);

    await actOn(page, 'One.', 'Rename');
    await page.keyboard.type('The river');
    await page.keyboard.press('Enter');
    await row(page, 'The river').waitFor();
    await expect.poll(() => page.title()).toBe('The river');

    await rows().first().focus();
    await page.keyboard.press('F2');
    await page.keyboard.type('No');
    await page.keyboard.press('Escape');
    await row(page, 'The river').waitFor();

    await page.reload();
    await arrived(page, 'One.'.length);
    await ask(page, 'Two.');
    await ended(page);
    await expect.poll(() => titles(page)).toEqual(['The river']);
    expect(await page.title()).toBe('The river');
  });

  test('can be deleted, and had back', async () => {
    for (const question of ['One.', 'Two.']) {
      await begin(page);
      await ask(page, question);
      await ended(page);
    }

    await actOn(page, 'Two.', 'Delete');
    await page.getByText('Deleted “Two.”').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Ask, and watch it arrive.' }).waitFor();
    await expect.poll(() => titles(page)).toEqual(['One.']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await row(page, 'Two.').waitFor();
    await expect.poll(() => questions(page)).toEqual(['Two.']);
    expect(await answerText(page)).toBe('Two.');

    await row(page, 'One.').getByRole('link').focus();
    await page.keyboard.press('Delete');
    await page.getByText('Deleted “One.”').waitFor();
    await expect.poll(() => titles(page)).toEqual(['Two.']);
    expect(await questions(page)).toEqual(['Two.']);
    await page.reload();
    await expect.poll(() => titles(page)).toEqual(['Two.']);
  });

  test('say that they are not there when they are not', async () => {
    await page.goto(`${environment.gateway}/c/nothing`);

    await page.getByText('This conversation is not in this browser.').waitFor();
    await page.getByRole('main').getByRole('button', { name: 'New conversation' }).click();
    await ask(page, 'One.');
    await ended(page);
    expect(await answerText(page)).toBe('One.');
  });

  test('show in the list which is answered, which has a new answer, and which failed', async () => {
    const asked = long.repeat(4);
    await ask(page, asked);
    await expect.poll(() => marked('Rain')).toBe('is being answered');
    await begin(page);
    await setParameters(page, { 'fault.kind': 'truncate', 'fault.afterPieces': '2' });
    await ask(page, 'This breaks.');
    await ended(page);

    await expect.poll(() => marked('This breaks.')).toBe('failed');
    expect(await marked('Rain')).toBe('is being answered');
    await expect.poll(() => marked('Rain'), { timeout: 60_000 }).toBe('has a new answer');
    await page.reload();
    await row(page, 'Rain').getByText(', has a new answer').waitFor({ state: 'attached' });

    await row(page, 'Rain').getByRole('link').click();
    await expect.poll(() => answerText(page)).toBe(asked);
    await expect.poll(() => marked('Rain')).not.toBe('has a new answer');
    expect(await marked('This breaks.')).toBe('failed');
  });

  test('stream several at once, of which no more than three are read, and all become whole', async () => {
    const asked = ['Upper', 'Lower', 'Inner', 'Outer'].map((name) => `${name}. ${long.repeat(6)}`);
    const counting = countReaders(visited.streams);
    for (const question of asked) {
      await begin(page);
      await ask(page, question);
      await arrived(page, 3);
    }
    const { streams } = visited;
    await expect.poll(() => streams.length).toBe(asked.length);

    const live = await Promise.all(streams.map((id) => snapshot(id)));
    expect(live.map(({ state }) => state)).toEqual(['live', 'live', 'live', 'live']);
    await expect.poll(async () => (await snapshot(streams[0])).readers).toBe(0);
    const all = ['Outer', 'Inner', 'Lower', 'Upper'];
    expect(await titles(page)).toEqual(all.map((name) => expect.stringContaining(name)));
    for (const name of all) expect(await marked(name)).toBe('is being answered');

    for (const name of ['Upper', 'Lower', 'Inner']) {
      await expect.poll(() => marked(name), { timeout: 90_000 }).toBe('has a new answer');
    }
    for (const [at, question] of asked.entries()) {
      await row(page, question.slice(0, 5)).getByRole('link').click();
      await expect.poll(() => answerTexts(page)).toEqual([question]);
      expect((await snapshot(streams[at])).text).toBe(question);
    }
    // The gateway notices some milliseconds after the browser that one has been let go for another.
    expect(await counting.most()).toBeLessThanOrEqual(MOST_READERS + 1);
    expect(await counting.most()).toBeGreaterThanOrEqual(MOST_READERS);
  });

  test('are found by words of their title and their text, whatever the accents and the case', async () => {
    await page.setViewportSize({ width: 1000, height: 500 });
    await setParameters(page, { tokensPerSecond: '0' });
    await ask(page, `A first question.\n\nWhere is the Crème Brûlée, and the 水位线?\n\n${long}`);
    await ended(page);
    for (const question of ['Two.', `Three. ${long}`]) {
      await ask(page, question);
      await ended(page);
    }
    await actOn(page, 'A first question.', 'Rename');
    await page.keyboard.type('Ñandú');
    await page.keyboard.press('Enter');
    await begin(page);
    await ask(page, 'Something else.');
    await ended(page);
    const hits = page.getByRole('listbox', { name: 'Results' }).getByRole('option');
    const focused = page.locator(':focus');
    const search = async (text: string) => {
      await page.keyboard.press('Control+K');
      await page.getByRole('combobox', { name: 'Search conversations' }).and(focused).waitFor();
      await page.keyboard.type(text);
      await page
        .getByRole('status')
        .filter({ hasText: /results?$|^Nothing/ })
        .waitFor({ state: 'attached' });
    };

    await search('CREME brulee');
    expect(await hits.allTextContents()).toEqual([
      expect.stringMatching(/^Ñandú.*Crème Brûlée/),
      expect.stringMatching(/^Ñandú.*Crème Brûlée/),
    ]);
    expect(await hits.first().locator('mark').allTextContents()).toEqual(['Crème', 'Brûlée']);
    await page.keyboard.press('Enter');
    await focused.filter({ hasText: 'Crème Brûlée' }).waitFor();
    expect(new URL(page.url()).hash.slice(1)).toBe(await focused.getAttribute('id'));
    expect((await focused.boundingBox())?.y).toBeLessThan(500);
    expect(await questions(page)).toHaveLength(3);

    const marked = () =>
      page.evaluate(() => {
        const marks = CSS.highlights.get('found');
        return marks && [...marks].map(String);
      });
    // In the question and the answer: the element's own text is as it was.
    await expect.poll(marked).toEqual(['Crème', 'Brûlée', 'Crème', 'Brûlée']);
    expect(await page.getByRole('article').locator('mark').count()).toBe(0);
    expect(await focused.evaluate((message) => getComputedStyle(message).outlineStyle)).toBe(
      'none',
    );

    await search('水位');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('article').getByRole('heading').first().and(focused).waitFor();
    await expect.poll(marked).toEqual(['水位', '水位']);
    await page.keyboard.press('Escape');
    await expect.poll(marked).toBeUndefined();

    await search('水位');
    await page.keyboard.press('Enter');
    await expect.poll(marked).toHaveLength(2);
    await begin(page);
    await expect.poll(marked).toBeUndefined();
    await search('nandu');
    expect(await hits.count()).toBe(1);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.title()).toBe('Ñandú');

    await search('zzzz');
    await page.getByText('Nothing found for “zzzz”').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('are the same after all were exported, deleted and imported', async () => {
    await ask(page, 'One.');
    await ended(page);
    await lastTurn(page).hover();
    await lastTurn(page).getByRole('button', { name: 'Edit the question' }).click();
    await page.keyboard.type(' Otherwise. 🌊');
    await page.keyboard.press('Enter');
    await lastTurn(page).getByText('2 / 2', { exact: true }).waitFor();
    await ended(page);
    await begin(page);
    await setParameters(page, { 'fault.kind': 'truncate', 'fault.afterPieces': '2' });
    await ask(page, 'This breaks off.');
    await ended(page);
    const before = await exported(page);
    expect(before).toHaveLength(2);

    const settings = await openSettings(page);
    await settings.getByRole('button', { name: 'Delete all…' }).click();
    const question = page.getByRole('dialog', { name: 'Delete all conversations?' });
    await question.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Deleted 2 conversations.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Your conversations will be listed here.').waitFor();

    await importInto(page, before);
    await page.getByText('Imported 2 conversations.').waitFor();
    await page.keyboard.press('Escape');
    expect(await titles(page)).toEqual(['This breaks off.', 'One.']);
    expect(await exported(page)).toEqual(before);

    const other = await visit(browser);
    await importInto(other.page, before);
    await other.page.getByText('Imported 2 conversations.').waitFor();
    await other.page.keyboard.press('Escape');
    expect(await exported(other.page)).toEqual(before);
    await row(other.page, 'One.').getByRole('link').click();
    await lastTurn(other.page).getByText('2 / 2', { exact: true }).waitFor();
    expect(await answerText(other.page)).toBe('One. Otherwise. 🌊');
    await lastTurn(other.page).getByRole('button', { name: 'Previous' }).click();
    await expect.poll(() => answerText(other.page)).toBe('One.');
    await other.page.context().close();
    expect(other.complaints).toEqual([]);
  });

  test('are not touched by a file that is none of ours', async () => {
    await ask(page, 'One.');
    await ended(page);
    const settings = await openSettings(page);

    await settings
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{}') });

    await page.getByText('This file could not be imported.').waitFor();
    await page.keyboard.press('Escape');
    expect(await titles(page)).toEqual(['One.']);
  });

  test('are there but for what is damaged, and say so', async () => {
    for (const question of ['One.', 'Two.']) {
      await begin(page);
      await ask(page, question);
      await ended(page);
    }
    await page.evaluate(damage, 'Two.');

    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'There is nothing here' }).waitFor();
    await list(page)
      .getByText('Some of what is kept here is damaged and is not shown. Nothing was deleted.')
      .waitFor();
    expect(await titles(page)).toEqual(['One.']);

    await row(page, 'One.').getByRole('link').click();
    await expect.poll(() => questions(page)).toEqual(['One.']);
    expect(await answerTexts(page)).toEqual(['']);
    await ask(page, 'Three.');
    await ended(page);
    expect(await answerTexts(page)).toEqual(['', 'Three.']);
    expect(await exported(page)).toMatchObject([{ title: 'One.', messages: { length: 3 } }]);
  });

  test('are exported as Markdown, one by one', async () => {
    await ask(page, 'Why: this?');
    await ended(page);
    await ask(page, '* one\n* two');
    await ended(page);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      actOn(page, 'Why: this?', 'Export as Markdown'),
    ]);

    expect(download.suggestedFilename()).toBe('Why this.md');
    expect(await textOf(download)).toBe(
      '# Why: this?\n\n## Question\n\nWhy: this?\n\n## Answer by echo\n\nWhy: this?\n\n' +
        '## Question\n\n* one\n* two\n\n## Answer by echo\n\n* one\n* two\n',
    );
  });

  test('take system prompts that are kept in the settings', async () => {
    const settings = await openSettings(page);
    await settings.getByRole('button', { name: 'Add a system prompt' }).click();
    await page.keyboard.type('Poet');
    await settings.getByRole('textbox', { name: 'Instructions' }).fill('Rhyme.');
    await settings.getByRole('button', { name: 'Save' }).click();
    await settings.getByRole('button', { name: 'Edit “Poet”' }).click();
    await settings.getByRole('textbox', { name: 'Instructions' }).fill('Rhyme, in Chinese.');
    await settings.getByRole('button', { name: 'Save' }).click();
    await settings.getByRole('button', { name: 'Delete “Poet”' }).click();
    await settings.getByText('Rhyme, in Chinese.').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await settings.getByText('Rhyme, in Chinese.').waitFor();
    await page.reload();

    await page.getByRole('button', { name: 'System prompt', exact: true }).click();
    await page.getByRole('button', { name: 'Poet Rhyme, in Chinese.' }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await ask(page, 'One.');
    await ended(page);

    expect((await snapshot(visited.streams[0])).request.messages[0]).toEqual({
      role: 'system',
      content: 'Rhyme, in Chinese.',
    });
  });

  test.each([
    ['has no storage', noStorage],
    ['forbids all storage', forbiddenStorage],
  ])('are said not to be kept where the browser %s, and the chat works', async (_, before) => {
    const { page, complaints, streams } = await visit(browser, { before });
    await page
      .getByText('Nothing is kept: this browser forbids storage. Export what you want to keep.')
      .waitFor();

    for (const question of ['One.', 'Two.']) {
      await ask(page, question);
      await ended(page);
    }
    await begin(page);
    await ask(page, 'Three.');
    await ended(page);
    await row(page, 'One.').getByRole('link').click();

    await expect.poll(() => answerTexts(page)).toEqual(['One.', 'Two.']);
    expect((await snapshot(streams[1])).request.messages).toHaveLength(3);
    expect(await exported(page)).toHaveLength(2);
    await page.context().close();
    expect(complaints).toEqual([]);
  });
});

/** Counts, as the gateway does, who reads these streams, until it is asked for the most there were at once. */
function countReaders(streams: readonly string[]): { most(): Promise<number> } {
  let over = false;
  const counting = (async () => {
    let most = 0;
    while (!over) {
      const reply = await fetch(`${environment.gateway}/v1/streams`);
      const told: { streams: { id: string; readers: number }[] } = await reply.json();
      const ours = told.streams.filter(({ id }) => streams.includes(id));
      most = Math.max(
        most,
        ours.reduce((sum, { readers }) => sum + readers, 0),
      );
    }
    return most;
  })();
  return {
    most() {
      over = true;
      return counting;
    },
  };
}

/** All conversations, as a file of all has them, but for how their last connection was left. */
async function exported(page: Page): Promise<unknown[]> {
  const settings = await openSettings(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    settings.getByRole('button', { name: 'Export all…' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^spate-\d{4}-\d\d-\d\d\.json$/);
  await page.keyboard.press('Escape');
  await settings.waitFor({ state: 'detached' });
  const file = JSON.parse(await textOf(download), (name, value) =>
    name === 'connection' ? undefined : value,
  );
  return file.conversations;
}

async function importInto(page: Page, conversations: readonly unknown[]): Promise<void> {
  const settings = await openSettings(page);
  const file = JSON.stringify({ spate: 1, exported: new Date(), conversations });
  await settings
    .locator('input[type=file]')
    .setInputFiles({ name: 's.json', mimeType: 'application/json', buffer: Buffer.from(file) });
}

async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}

/** In the page: as some private windows are. */
function noStorage() {
  Object.defineProperty(window, 'indexedDB', { value: undefined });
}

/** In the page: as a browser is that has been told to block all site data. */
function forbiddenStorage() {
  for (const name of ['indexedDB', 'localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, {
      get() {
        throw new DOMException('The user forbids it.', 'SecurityError');
      },
    });
  }
}

/** Damages the conversation of this title, and every answer. */
async function damage(title: string): Promise<void> {
  const opening = indexedDB.open('spate');
  await new Promise((resolve) => opening.addEventListener('success', resolve));
  const transaction = opening.result.transaction(['conversations', 'messages'], 'readwrite');
  const change = (store: string, damaged: (record: object) => object) => {
    const cursor = transaction.objectStore(store).openCursor();
    cursor.addEventListener('success', () => {
      cursor.result?.update(damaged(cursor.result.value));
      cursor.result?.continue();
    });
  };
  change('conversations', (it) => (Reflect.get(it, 'title') === title ? { ...it, queue: 7 } : it));
  change('messages', (it) => {
    const [part] = Reflect.get(it, 'parts') ?? [];
    return part ? { ...it, parts: [{ ...part, answer: null }], live: 1 } : it;
  });
  await new Promise((resolve) => transaction.addEventListener('complete', resolve));
  opening.result.close();
}
