import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launch } from './browser';
import { environment } from './environment';
import {
  arrived,
  ask,
  chinese,
  chooseModel,
  composer,
  ended,
  lastTurn,
  list,
  openSettings,
  row,
  setParameters,
  type Visit,
  visit,
} from './page';

const PAPER = { light: 'rgb(247, 249, 248)', dark: 'rgb(17, 22, 21)' };

/** Latin words that Chinese keeps: names, units and keys. */
const KEPT =
  'Spate Markdown NDJSON JSON curl https token Token TTFT ID English Ctrl Shift Enter Esc Del F2 ' +
  'K O C B I ms kB s p50 p99';

describe('the chat', () => {
  let browser: Browser;
  let visited: Visit;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  afterEach(async () => {
    await page.context().close();
    expect(visited.complaints, 'console errors and policy violations').toEqual([]);
  });

  async function open(
    options: BrowserContextOptions & { before?: () => void } = {},
  ): Promise<void> {
    visited = await visit(browser, options);
    ({ page } = visited);
    await composer(page).waitFor();
  }

  const paper = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const leave = async (dialog: Locator) => {
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  };

  test('is light or dark as the system is, or as somebody wants it, over a reload too', async () => {
    await open({ colorScheme: 'light' });
    expect(await paper()).toBe(PAPER.light);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(paper).toBe(PAPER.dark);

    const settings = await openSettings(page);
    const theme = settings.getByRole('combobox', { name: 'Theme' });
    expect(await theme.inputValue()).toBe('auto');
    await theme.selectOption('Light');
    await expect.poll(paper).toBe(PAPER.light);
    await page.emulateMedia({ colorScheme: 'light' });
    await theme.selectOption('Dark');
    await expect.poll(paper).toBe(PAPER.dark);
    const bars = page.locator('meta[name=theme-color]');
    expect(
      await bars.evaluateAll((all) => all.map((meta) => meta.getAttribute('content'))),
    ).toEqual(['#111615', '#111615']);

    await page.reload();
    await composer(page).waitFor();
    expect(await paper()).toBe(PAPER.dark);
    await (await openSettings(page)).getByRole('combobox', { name: 'Theme' }).selectOption('auto');
    await expect.poll(paper).toBe(PAPER.light);
  });

  test('has its theme and its language changed in all tabs at once', async () => {
    await open({ colorScheme: 'light' });
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByRole('link', { name: 'New conversation' }).waitFor();

    const settings = await openSettings(page);
    await settings.getByRole('combobox', { name: 'Theme' }).selectOption('Dark');
    await settings.getByRole('combobox', { name: 'Language' }).selectOption('中文');

    await other.getByRole('link', { name: '新对话' }).waitFor();
    expect(await other.locator('html').getAttribute('data-theme')).toBe('dark');
  });

  test('has its text as large as somebody wants it', async () => {
    await open();
    await ask(page, 'One.');
    await ended(page);
    const size = () =>
      lastTurn(page)
        .locator('[data-text]')
        .first()
        .evaluate((text) => Number.parseFloat(getComputedStyle(text).fontSize));
    const normal = await size();

    const settings = await openSettings(page);
    const choice = settings.getByRole('combobox', { name: 'Text size' });
    await choice.selectOption('Large');
    await expect.poll(size).toBeCloseTo(normal * 1.125, 1);
    await choice.selectOption('Small');
    await expect.poll(size).toBeCloseTo(normal * 0.9375, 1);
    await leave(settings);
    await page.reload();
    await lastTurn(page).waitFor();

    await expect.poll(size).toBeCloseTo(normal * 0.9375, 1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(
      true,
    );
  });

  describe('with motion', () => {
    /** Does a little of everything that may move, and says what has moved. */
    async function moved(reducedMotion: 'reduce' | 'no-preference'): Promise<string[]> {
      await open({ reducedMotion, before: watchMotion });
      await chooseModel(page, 'clock');
      await setParameters(page, { everyMs: '50' });
      await ask(page, 'What time is it?');
      await arrived(page, 400);
      await leave(await openSettings(page));
      await row(page, 'What').hover();
      await lastTurn(page).hover();
      await page.keyboard.press('Control+I');
      await page.getByRole('complementary').waitFor();
      await page.keyboard.press('Control+Shift+C');
      await page.getByText('Copied', { exact: true }).waitFor();
      await arrived(page, 800);
      await page.keyboard.press('Control+I');
      await page.keyboard.press('Escape');
      await ended(page);
      return page.evaluate(() => [...window.moved]);
    }

    test('that is reduced nothing moves', async () => {
      expect(await moved('reduce')).toEqual([]);
    });

    test('the caret breathes, and dialogs come softly', async () => {
      const what = await moved('no-preference');
      expect(what).toEqual(
        expect.arrayContaining([
          expect.stringContaining('breathe'),
          expect.stringContaining('DIALOG opacity'),
        ]),
      );
    });
  });

  test('speaks another language at once, and loses nothing', async () => {
    await open();
    await ask(page, 'One.');
    await ended(page);
    await composer(page).fill('Half a quest');
    await page.evaluate(() => {
      window.moved = new Set(['the same page']);
    });
    expect(await page.locator('html').getAttribute('lang')).toBe('en');

    const settings = await openSettings(page);
    await settings.getByRole('combobox', { name: 'Language' }).selectOption('中文');
    const inChinese = page.getByRole('dialog', { name: '设置' });
    await inChinese.waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await leave(inChinese);

    await page.getByRole('button', { name: '发送' }).waitFor();
    expect(await composer(page).inputValue()).toBe('Half a quest');
    expect(await page.evaluate(() => [...window.moved])).toEqual(['the same page']);
    await page.reload();
    await page.getByRole('navigation', { name: '对话' }).waitFor();
    await page.getByRole('button', { name: '设置' }).click();
    await page.getByRole('combobox', { name: '语言' }).selectOption('English');
    await list(page).waitFor({ state: 'attached' });
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  test('speaks the language of the browser, of those that it can', async () => {
    for (const [locale, lang] of [
      ['zh-TW', 'zh-CN'],
      ['en-US', 'en'],
      ['fr-FR', 'en'],
    ]) {
      await open({ locale: locale ?? '' });
      expect(await page.locator('html').getAttribute('lang'), locale).toBe(lang);
      if (locale !== 'fr-FR') await page.context().close();
    }
  });

  test('says of what is Chinese that it is, whatever it speaks itself', async () => {
    await open();
    const languages = () =>
      lastTurn(page)
        .locator('h2[tabindex], [data-text] :is(p, h1, h2, h3, h4, h5, h6)')
        .evaluateAll((all) => all.map((one) => one.closest<HTMLElement>('[lang]')?.lang));

    await ask(page, `# 水位\n\n${chinese}`);
    await ended(page);
    await expect.poll(languages).toEqual(['zh', 'zh', 'zh']);

    await ask(page, '# Level\n\nIn the morning the river was full.');
    await ended(page);
    // It may be in any other.
    await expect.poll(languages).toEqual(['', '', '']);
  });

  test('is Chinese from its first word to its last where Chinese is wanted', async () => {
    await open({ locale: 'zh-CN' });
    const button = (name: string | RegExp) => page.getByRole('button', { name }).first();
    const seen = new Set<string>();
    const look = async () => {
      for (const words of await page.evaluate(labels)) seen.add(words);
    };
    const lookInto = async (opener: Locator, dialog: Locator) => {
      await opener.click();
      await dialog.first().waitFor();
      await look();
      await page.keyboard.press('Escape');
      await dialog.first().waitFor({ state: 'detached' });
    };

    await page.getByRole('list', { name: '从这里开始' }).waitFor();
    await look();
    await ask(page, '水位');
    await ended(page);
    await button('重新回答').click();
    await lastTurn(page).getByText('2 / 2', { exact: true }).waitFor();
    await ended(page);
    await look();
    await lookInto(button('设置'), page.getByRole('dialog'));
    await lookInto(button('键盘快捷键'), page.getByRole('dialog'));
    await lookInto(button(/^搜索/), page.getByRole('dialog'));
    await lookInto(button('参数'), page.getByRole('dialog'));
    await lookInto(button('系统提示词'), page.getByRole('dialog'));
    await lookInto(button('更多'), page.getByRole('menu'));
    await lookInto(button(/^“水位”的操作/), page.getByRole('menu'));
    await button('编辑问题').click();
    await look();
    await page.keyboard.press('Escape');
    await button('检视数据流').click();
    await page.getByRole('complementary').getByRole('button').nth(1).waitFor();
    await look();
    await page.keyboard.press('Control+I');
    await page.keyboard.press('Control+Shift+C');
    await button('收起提示').waitFor();
    await look();
    await page.goto(`${new URL(page.url()).origin}/c/nothing`);
    await page.getByText('此浏览器中没有这段对话').waitFor();
    await look();

    const said = [...seen];
    expect(said.filter((label) => /\p{Script=Han}/u.test(label)).length).toBeGreaterThan(80);
    // What the gateway calls its models and what they take is the same in every language.
    const models = await (await fetch(`${environment.gateway}/v1/models`)).text();
    const names = new Set(latin(`${KEPT} ${models} fault.kind`));
    expect(
      said.filter((label) => latin(label).some((word) => !names.has(word) && !id.test(word))),
    ).toEqual([]);
  });

  test('says that it is empty, and what can be done about it', async () => {
    await open();

    await page.getByRole('heading', { level: 1, name: 'Ask, and watch it arrive.' }).waitFor();
    await page.getByText('Your conversations will be listed here.').waitFor();
    const starters = page.getByRole('list', { name: 'To begin with' }).getByRole('button');
    await expect.poll(() => starters.count()).toBe(5);
    expect(await page.title()).toBe('Spate');
    expect(await page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
  });

  test('says that there is no network, and that there is one again', async () => {
    await open();
    const said = page.getByRole('status').filter({ hasText: 'You are offline.' });

    await page.context().setOffline(true);
    await said.waitFor();
    expect(await said.textContent()).toContain('Answers go on at the gateway.');
    await page.context().setOffline(false);

    await said.waitFor({ state: 'detached' });
    await ask(page, 'One.');
    await ended(page);
  });

  test('tells by a notification that an answer has ended, if somebody wants it and is elsewhere', async () => {
    await open({ before: recordNotifications });
    const told = () => page.evaluate(() => window.told);
    const settings = await openSettings(page);
    const wish = settings.getByRole('switch', { name: 'Notify when an answer ends' });
    expect(await wish.isChecked()).toBe(false);
    await leave(settings);

    await hide(page);
    await ask(page, 'One.');
    await ended(page);
    await show(page);

    await openSettings(page);
    await wish.click();
    await expect.poll(() => wish.isChecked()).toBe(true);
    await leave(settings);
    await ask(page, 'Two.');
    await ended(page);
    await hide(page);
    await ask(page, 'Three.');
    await ended(page);

    await expect.poll(told).toEqual(['One.: Three.']);
  });

  test('does not want to notify where the browser forbids it', async () => {
    await open({ before: forbidNotifications });
    const settings = await openSettings(page);
    const wish = settings.getByRole('switch', { name: 'Notify when an answer ends' });

    await wish.click();

    await settings.getByText('This browser blocks notifications from this page.').waitFor();
    expect(await wish.isChecked()).toBe(false);
  });
});

const id = /^[0-9a-z]{30,}$/;

/** The words in it that are written in Latin letters. */
function latin(text: string): string[] {
  return (text.match(/[A-Za-z0-9]+/g) ?? []).filter((word) => /[A-Za-z]/.test(word));
}

async function hide(page: Page): Promise<void> {
  await see(page, 'hidden');
}

async function show(page: Page): Promise<void> {
  await see(page, 'visible');
}

/** As a browser has it whose other tab is looked at: none is hidden without a window. */
async function see(page: Page, visibility: 'visible' | 'hidden'): Promise<void> {
  await page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { value: now, configurable: true });
    Object.defineProperty(document, 'hidden', { value: now === 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, visibility);
}

/** In the page: notes what moves, from its beginning on. */
function watchMotion() {
  window.moved = new Set();
  const note = (event: Event) => {
    const { target } = event;
    const name =
      event instanceof AnimationEvent
        ? event.animationName
        : event instanceof TransitionEvent && event.propertyName;
    if (target instanceof Element) window.moved.add(`${target.tagName} ${name}`);
  };
  addEventListener('animationstart', note, true);
  addEventListener('transitionstart', note, true);
}

/** In the page: all that it says in its own words, to the eye or to a screen reader; no frames. */
function labels(): string[] {
  const found: string[] = [];
  const others = '[data-text], h2[tabindex], code, kbd, pre, [role=gridcell]';
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (!(node instanceof HTMLElement) || node.closest(others)) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'aria-description'])
      found.push(node.getAttribute(name) ?? '');
    for (const child of node.childNodes)
      if (child.nodeType === Node.TEXT_NODE) found.push(child.textContent ?? '');
  }
  return found.map((text) => text.trim()).filter(Boolean);
}

/** In the page: as where somebody has allowed notifications, which are noted. */
function recordNotifications() {
  window.told = [];
  const record = class {
    static readonly permission = 'granted';
    static requestPermission = async () => 'granted';
    onclick = null;
    constructor(title: string, { body }: { body: string }) {
      window.told.push(`${title}: ${body}`);
    }
    close() {}
  };
  Object.defineProperty(window, 'Notification', { value: record });
}

/** In the page: as where somebody has blocked them. */
function forbidNotifications() {
  const blocked = { permission: 'denied', requestPermission: async () => 'denied' };
  Object.defineProperty(window, 'Notification', { value: blocked });
}

declare global {
  interface Window {
    moved: Set<string>;
    told: string[];
  }
}
