import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launch } from './browser';
import {
  answerText,
  arrived,
  ask,
  composer,
  ended,
  lastTurn,
  list,
  questions,
  setParameters,
  titles,
  type Visit,
  visit,
} from './page';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
/** What a finger surely hits: WCAG 2.5.5. */
const FINGER_PX = 44;

/** Much that is wide. */
const wide = [
  `| ${'level | '.repeat(14)}\n|${'---|'.repeat(14)}\n| ${'2.4 metres | '.repeat(14)}`,
  `\`\`\`java\nvar level = gauge.read("${'bridge '.repeat(40)}");\n\`\`\``,
  `https://example.com/${'river'.repeat(40)}`,
  '水位'.repeat(80),
  `$$${'x + '.repeat(80)}y$$`,
].join('\n\n');

describe('on a phone', () => {
  let browser: Browser;
  let visited: Visit;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    visited = await visit(browser, PHONE);
    ({ page } = visited);
    await composer(page).waitFor();
  });

  afterEach(async () => {
    await page.context().close();
    expect(visited.complaints, 'console errors and policy violations').toEqual([]);
  });

  const button = (name: string | RegExp, within: Page | Locator = page) =>
    within.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) });
  const drawer = () => page.getByRole('dialog', { name: 'Conversations' });
  const focused = () => page.locator(':focus');

  async function openDrawer(): Promise<void> {
    await button('Show conversations').tap();
    await list(page).waitFor();
  }

  /** Nothing is wider than the screen, but for what scrolls by itself. */
  async function fits(): Promise<void> {
    await expect.poll(() => page.evaluate(overflowing)).toEqual([]);
  }

  test('the list is a drawer, that goes as soon as something was chosen', async () => {
    expect(await list(page).count()).toBe(0);
    await ask(page, 'One.');
    await ended(page);

    await openDrawer();
    await drawer().getByRole('link', { name: 'New conversation' }).tap();
    await drawer().waitFor({ state: 'detached' });
    await ask(page, 'Two.');
    await ended(page);
    await openDrawer();
    expect(await titles(page)).toEqual(['Two.', 'One.']);
    await drawer().getByRole('link', { name: 'One.' }).tap();
    await drawer().waitFor({ state: 'detached' });
    await expect.poll(() => questions(page)).toEqual(['One.']);
    await page.getByRole('heading', { level: 1, name: 'One.' }).waitFor();

    await openDrawer();
    await page.touchscreen.tap(380, 400);
    await drawer().waitFor({ state: 'detached' });
    await openDrawer();
    await page.keyboard.press('Escape');
    await drawer().waitFor({ state: 'detached' });
    await button('Show conversations').and(focused()).waitFor();
    await openDrawer();
    await button('Hide conversations').tap();
    await drawer().waitFor({ state: 'detached' });
    await button('New conversation').tap();
    await page.getByRole('heading', { level: 1, name: 'Ask, and watch it arrive.' }).waitFor();
  });

  test('in the drawer a conversation is renamed, deleted and had back', async () => {
    await ask(page, 'One.');
    await ended(page);
    await openDrawer();

    await button('Actions for “One.”').tap();
    await page.getByRole('menuitem', { name: 'Rename' }).tap();
    await page.getByRole('textbox', { name: 'Title' }).and(focused()).waitFor();
    await page.keyboard.type('First');
    await page.keyboard.press('Enter');
    await expect.poll(() => titles(page)).toEqual(['First']);
    await button('Actions for “First”').tap();
    await page.getByRole('menuitem', { name: 'Delete' }).tap();
    await page.getByText('Deleted “First”').waitFor();
    await button('Undo').tap();

    await expect.poll(() => questions(page)).toEqual(['One.']);
  });

  test('nothing scrolls sideways, whatever is answered or open', async () => {
    await fits();
    await setParameters(page, { tokensPerSecond: '0' });
    await ask(page, wide);
    await ended(page);
    await lastTurn(page).getByRole('table').waitFor();
    await fits();
    await button('Show all').tap();
    await fits();
    await button('Edit the question').tap();
    await page.getByRole('textbox', { name: 'The question in other words' }).waitFor();
    await fits();
    await page.keyboard.press('Escape');

    await button('Inspect the stream').tap();
    await page.getByRole('complementary', { name: 'Stream inspector' }).waitFor();
    await fits();
    await button('Close the inspector').tap();
    for (const name of ['Parameters', 'System prompt']) {
      await button(new RegExp(`^${name}`)).tap();
      await page.getByRole('dialog', { name }).waitFor();
      await fits();
      await button('Done').tap();
    }
    await openDrawer();
    await fits();
    await button('Search', drawer()).tap();
    await page.getByRole('combobox', { name: 'Search conversations' }).fill('level');
    await page.getByRole('option').first().waitFor();
    await fits();
    await button('Close').tap();
    for (const name of ['Settings', 'Keyboard shortcuts']) {
      if (!(await drawer().count())) await openDrawer();
      await button(name, drawer()).tap();
      await page.getByRole('dialog', { name }).waitFor();
      await fits();
      await button('Close', page.getByRole('dialog', { name })).tap();
      await page.getByRole('dialog', { name }).waitFor({ state: 'detached' });
    }
  });

  test('the composer is in reach, and a finger anywhere on it begins to write', async () => {
    const box = await composer(page).locator('..').boundingBox();
    if (!box) throw new Error('There is no composer.');
    expect(box.y + box.height).toBeLessThanOrEqual(844);
    const prompt = await button('System prompt').boundingBox();
    const line = (prompt?.y ?? 0) + 22;

    for (const [x, y] of [
      [box.x + box.width / 2, box.y + 4],
      [box.x + 6, box.y + 20],
      [(prompt?.x ?? 0) + 44 + 20, line],
      [box.x + box.width / 2, box.y + box.height - 4],
    ]) {
      await page.getByRole('heading', { level: 1 }).tap();
      expect(await composer(page).and(focused()).count()).toBe(0);
      await page.touchscreen.tap(x ?? 0, y ?? 0);
      await composer(page).and(focused()).waitFor();
    }
    const size = await composer(page).evaluate((field) => getComputedStyle(field).fontSize);
    // Safari zooms into what is smaller.
    expect(Number.parseFloat(size)).toBeGreaterThanOrEqual(16);
  });

  test('Enter breaks the line, and a button sends, queues and stops', async () => {
    await composer(page).tap();
    await page.keyboard.type('one');
    await page.keyboard.press('Enter');
    await page.keyboard.type('two');
    expect(await composer(page).getAttribute('enterkeyhint')).toBe('enter');
    await button('Send').tap();
    await ended(page);
    expect(await questions(page)).toEqual(['one\ntwo']);

    await button(/^Model: /).tap();
    await page.getByRole('menuitemradio', { name: /^clock/ }).tap();
    await composer(page).fill('What time is it?');
    await button('Send').tap();
    await arrived(page, 10);
    await composer(page).fill('And now?');
    await button('Queue').tap();
    await button("Don't ask: And now?").tap();
    await button('Stop').tap();
    await lastTurn(page).getByText('Stopped.', { exact: true }).waitFor();
    expect(await answerText(page)).not.toBe('');
  });

  test('what is to be pressed is as large as a finger', async () => {
    const allAre = () => expect.poll(() => page.evaluate(tooSmall, FINGER_PX)).toEqual([]);
    await allAre();
    await setParameters(page, { tokensPerSecond: '0' });
    await ask(page, wide);
    await ended(page);
    await lastTurn(page).getByRole('table').waitFor();
    await allAre();

    await button('Answer again').tap();
    await lastTurn(page).getByText('2 / 2', { exact: true }).waitFor();
    await ended(page);
    await allAre();
    await button('Edit the question').tap();
    await button('Ask again').waitFor();
    await allAre();
    await button('Cancel').tap();
    await button('More').tap();
    await page.getByRole('menu').waitFor();
    await allAre();
    await page.keyboard.press('Escape');
    await openDrawer();
    await allAre();
    await button('Settings', drawer()).tap();
    const settings = page.getByRole('dialog', { name: 'Settings' });
    await settings.waitFor();
    await allAre();
    await button('Add a system prompt').tap();
    await allAre();
    await button('Cancel').tap();
    await button('Close', settings).tap();
    if (await drawer().count()) await button('Hide conversations').tap();
    await button(/^Parameters/).tap();
    await page.getByRole('dialog', { name: 'Parameters' }).waitFor();
    await allAre();
  });

  test('the inspector comes from below, and a finger at its handle makes it tall, low, and go', async () => {
    await ask(page, 'One.');
    await ended(page);
    await button('Inspect the stream').tap();
    const inspector = page.getByRole('complementary', { name: 'Stream inspector' });
    await inspector.getByRole('button').nth(1).waitFor();
    const height = async () => Math.round((await inspector.boundingBox())?.height ?? 0);
    const edge = async () => (await inspector.boundingBox())?.y ?? 0;
    await expect.poll(height).toBe(Math.round(844 * 0.4));
    const session = await page.context().newCDPSession(page);
    const drag = async (from: number, to: number) => {
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...ys: number[]) =>
        session.send('Input.dispatchTouchEvent', {
          type,
          touchPoints: ys.map((y) => ({ x: 195, y })),
        });
      await touch('touchStart', from);
      await touch('touchMove', (from + to) / 2);
      await touch('touchMove', to);
      await touch('touchEnd');
    };
    const at = await page.evaluate(
      (y) => document.elementFromPoint(195, y)?.getAttribute('aria-label'),
      (await edge()) - 15,
    );
    expect(at).toBe('Make the panel larger');

    await page.touchscreen.tap(195, (await edge()) - 15);
    await expect.poll(height).toBe(Math.round(844 * 0.9));
    await page.touchscreen.tap(195, (await edge()) + 12);
    await expect.poll(height).toBe(Math.round(844 * 0.4));
    await drag((await edge()) + 12, 200);
    await expect.poll(height).toBe(Math.round(844 * 0.9));
    await drag((await edge()) + 12, 400);
    await expect.poll(height).toBe(Math.round(844 * 0.4));
    await drag((await edge()) + 12, 800);
    await inspector.waitFor({ state: 'detached' });
  });

  test('where the keyboard takes half of the page, the composer stays above it', async () => {
    await setParameters(page, { tokensPerSecond: '0' });
    await ask(page, wide);
    await ended(page);
    await composer(page).tap();

    // As `interactive-widget=resizes-content` has it.
    await page.setViewportSize({ width: 390, height: 420 });

    await expect
      .poll(async () => {
        const box = await composer(page).locator('..').boundingBox();
        return box && box.y >= 48 && box.y + box.height <= 420;
      })
      .toBe(true);
    await composer(page).and(focused()).waitFor();
    await composer(page).fill('line\n'.repeat(60));
    await expect
      .poll(async () => {
        const box = await button('Send').boundingBox();
        return box && box.y + box.height <= 420;
      })
      .toBe(true);
    await fits();
    await button('Send').tap();
    await expect.poll(() => questions(page)).toHaveLength(2);
  });
});

/** In the page: what reaches out of the screen sideways, though nothing around it scrolls or cuts it. */
function overflowing(): string[] {
  const { clientWidth, scrollWidth } = document.documentElement;
  const found = scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide`] : [];
  for (const element of document.querySelectorAll('body *')) {
    const { left, right, width, height } = element.getBoundingClientRect();
    if (width === 0 || height === 0 || (left >= -1 && right <= clientWidth + 1)) continue;
    let around = element.parentElement;
    while (around && getComputedStyle(around).overflowX === 'visible')
      around = around.parentElement;
    if (around && around !== document.body && around !== document.documentElement) {
      const scrolls = /auto|scroll/.test(getComputedStyle(around).overflowX);
      const box = around.getBoundingClientRect();
      if (
        (scrolls || getComputedStyle(around).textOverflow === 'ellipsis') &&
        box.right <= clientWidth + 1
      )
        continue;
    }
    found.push(`${element.tagName} ${element.className} from ${left} to ${right}`);
  }
  return found.slice(0, 5);
}

/**
 * In the page: what can be pressed and a finger can miss. Its target is all that answers to it around its
 * middle; of what is in a line of text, WCAG makes an exception.
 */
function tooSmall(finger: number): string[] {
  const found: string[] = [];
  const layer = [...document.querySelectorAll('dialog[open], [popover]')].at(-1) ?? document.body;
  const can = 'button, a[href], input, select, textarea, summary, [role=option], [role=slider]';
  for (const element of layer.querySelectorAll<HTMLElement>(can)) {
    // Of the composer, all around it is its field's.
    if (element.matches('p a, li a:not([title]), td a, main textarea, :disabled')) continue;
    element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const box = element.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue;
    const x = box.left + box.width / 2;
    const y = box.top + box.height / 2;
    const label = element.closest('label') ?? document.querySelector(`label[for="${element.id}"]`);
    const hit = (dx: number, dy: number) => {
      const at = document.elementFromPoint(x + dx, y + dy);
      return element.contains(at) || at?.contains(element) || (label?.contains(at) ?? false);
    };
    if (!hit(0, 0)) continue;
    const reach = (dx: number, dy: number) => {
      let far = 0;
      while (far < finger && hit(dx * (far + 1), dy * (far + 1))) far++;
      return far;
    };
    const width = reach(-1, 0) + 1 + reach(1, 0);
    const height = reach(0, -1) + 1 + reach(0, 1);
    if (width >= finger - 1 && height >= finger - 1) continue;
    const name = element.getAttribute('aria-label') ?? element.textContent;
    found.push(`${element.tagName} “${name}”: ${width} × ${height}`);
  }
  return found;
}
