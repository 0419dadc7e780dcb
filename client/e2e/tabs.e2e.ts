import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launch } from './browser';
import { type Bundled, bundled } from './bundled';
import type { Turn } from './history/main';

describe('the tabs of a browser', () => {
  let site: Bundled;
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    site = await bundled('history');
    // A name that is not localhost: plain http from there is not secure, and has no Web Locks.
    browser = await launch('--host-resolver-rules=MAP lan.test 127.0.0.1');
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  beforeEach(async () => {
    context = await browser.newContext();
  });

  afterEach(async () => {
    await context.close();
  });

  async function tab(url = site.url): Promise<Page> {
    const page = await context.newPage();
    await page.goto(url);
    await page.evaluate(() => void window.bench.tab());
    return page;
  }

  const leads = (page: Page) => page.evaluate(() => window.bench.tab().tabs.leads());
  const turns = (page: Page) => page.evaluate(() => window.bench.tab().turns);
  const leading = (page: Page) =>
    page.waitForFunction(() => window.bench.tab().tabs.leads(), null, { polling: 10 });

  /** As the browser does when somebody looks at another tab: Playwright's pages are all seen. */
  async function see(page: Page, visibility: 'visible' | 'hidden'): Promise<void> {
    await page.evaluate((now) => {
      Object.defineProperty(document, 'visibilityState', { value: now, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, visibility);
  }

  /** After so many answers of the browser, whatever was under way has come to pass. */
  const asked = (page: Page) =>
    page.evaluate(async () => {
      for (let times = 0; times < 100; times++) await navigator.locks.query();
    });

  /** How many lead, at each moment that any of them begins or ends. */
  async function leaders(pages: readonly Page[]): Promise<readonly number[]> {
    const all: Turn[] = (await Promise.all(pages.map(turns))).flat();
    const steps = all.filter(({ what }) => what !== 'follows').sort((a, b) => a.at - b.at);
    let count = 0;
    return steps.map(({ what }) => {
      count += what === 'leads' ? 1 : -1;
      return count;
    });
  }

  test('are led by the only one', async () => {
    const one = await tab();

    await leading(one);

    expect(await one.evaluate(() => window.bench.tab().tabs.together)).toBe(true);
  });

  test('are led by the one that is seen, once the one before has left its streams', async () => {
    const one = await tab();
    await leading(one);
    await see(one, 'hidden');

    const two = await tab();
    await leading(two);
    expect(await leads(one)).toBe(false);

    await see(two, 'hidden');
    await see(one, 'visible');
    await leading(one);

    expect(await leads(two)).toBe(false);
    expect((await turns(one)).map(({ what }) => what)).toEqual([
      'leads',
      'ceding',
      'follows',
      'leads',
    ]);
    expect(await leaders([one, two])).toEqual([1, 0, 1, 0, 1]);
  });

  test('are led by another when the one that led is closed', async () => {
    const one = await tab();
    await leading(one);
    const two = await context.newPage();
    await two.addInitScript(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    });
    await two.goto(site.url);
    await two.evaluate(() => void window.bench.tab());
    expect(await leads(two)).toBe(false);

    await one.close();
    await leading(two);

    expect((await turns(two)).map(({ what }) => what)).toEqual(['leads']);
  });

  test('are led by another when the one that led goes elsewhere, and hear that it has gone', async () => {
    const one = await tab();
    const two = await tab();
    await leading(two);
    const id = await two.evaluate(() => window.bench.tab().tabs.id);

    await two.goto('data:text/html,elsewhere');
    await leading(one);

    expect(await one.evaluate(() => window.bench.tab().heard)).toContainEqual({
      kind: 'closed',
      tab: id,
    });
  });

  test('are joined again by one that the browser had put away', async () => {
    const one = await tab();
    await leading(one);
    const turnTo = (kind: 'pagehide' | 'pageshow') =>
      one.evaluate(
        (type) => dispatchEvent(new PageTransitionEvent(type, { persisted: true })),
        kind,
      );

    await turnTo('pagehide');
    const two = await tab();
    await leading(two);
    expect(await leads(one)).toBe(false);
    await turnTo('pageshow');
    await leading(one);

    expect(await leads(two)).toBe(false);
    await two.evaluate(() => window.bench.tab().tabs.tell({ kind: 'cut', key: 'k' }));
    await one.waitForFunction(() => window.bench.tab().heard.some(({ kind }) => kind === 'cut'));
    expect(await leaders([one, two])).toEqual([1, 0, 1, 0, 1]);
  });

  test('do not take the lead from each other while both are seen', async () => {
    const one = await tab();
    await leading(one);
    const two = await tab();
    await leading(two);
    const before = await turns(two);

    await Promise.all([one, two].map(asked));

    expect(await turns(two)).toEqual(before);
  });

  test('are led by the one in front', async () => {
    const pages = [await tab(), await tab()] as const;
    for (const page of pages) {
      const devTools = await context.newCDPSession(page);
      await devTools.send('Emulation.setFocusEmulationEnabled', { enabled: false });
    }

    for (const [front, behind] of [pages, pages.toReversed(), pages]) {
      await front?.bringToFront();
      if (front) await leading(front);
      expect(behind && (await leads(behind))).toBe(false);
    }

    expect(Math.max(...(await leaders(pages)))).toBe(1);
  });

  test('are led by one at a time, whichever is looked at', async () => {
    const pages = [await tab(), await tab(), await tab()];

    // A seeded walk, so that a failure can be had again.
    for (let step = 0, random = 7; step < 60; step++) {
      random = (random * 1_103_515_245 + 12_345) % 2 ** 31;
      const page = pages[random % pages.length];
      if (page) await see(page, random % 5 === 0 ? 'hidden' : 'visible');
    }
    const [first] = pages;
    if (first) await see(first, 'visible');
    if (first) await leading(first);

    const counts = await leaders(pages);
    expect(Math.max(...counts)).toBe(1);
    expect(Math.min(...counts)).toBe(0);
    expect(await Promise.all(pages.map(leads))).toEqual([true, false, false]);
  });

  test('take the lead from one that does not answer', async () => {
    const one = await tab();
    await leading(one);
    // A tab that is busy answers nothing, until it is no more.
    const busy = one.evaluate(() => {
      const end = performance.now() + 2_000;
      while (performance.now() < end);
    });

    const two = await tab();
    await leading(two);
    expect(await two.evaluate(() => window.bench.tab().turns.length)).toBe(1);
    await busy;

    await one.waitForFunction(() => !window.bench.tab().tabs.leads());
  });

  test('hear what another tells, and not what they tell themselves', async () => {
    const one = await tab();
    const two = await tab();

    await one.evaluate(() => {
      window.bench.tab().tabs.tell({ kind: 'changed', conversation: 'c' });
    });

    await two.waitForFunction(() =>
      window.bench.tab().heard.some(({ kind }) => kind === 'changed'),
    );
    expect(await one.evaluate(() => window.bench.tab().heard)).not.toContainEqual({
      kind: 'changed',
      conversation: 'c',
    });
  });

  test('lead each for itself without Web Locks, and still hear each other', async () => {
    const lan = site.url.replace('localhost', 'lan.test');
    const pages = [await tab(lan), await tab(lan)];

    const states = await Promise.all(
      pages.map((page) =>
        page.evaluate(() => {
          const { tabs, turns } = window.bench.tab();
          return ['locks' in navigator, tabs.together, tabs.leads(), turns.length];
        }),
      ),
    );
    await pages[0]?.evaluate(() => window.bench.tab().tabs.tell({ kind: 'cut', key: 'k' }));
    await pages[1]?.waitForFunction(() => window.bench.tab().heard.length > 0);

    expect(states).toEqual([
      [false, false, true, 0],
      [false, false, true, 0],
    ]);
  });

  test('lead each for itself without a BroadcastChannel', async () => {
    await context.addInitScript(() => Reflect.deleteProperty(window, 'BroadcastChannel'));
    const one = await tab();

    expect(
      await one.evaluate(() => {
        const { tabs } = window.bench.tab();
        tabs.tell({ kind: 'cut', key: 'k' });
        return [tabs.together, tabs.leads()];
      }),
    ).toEqual([false, true]);
  });
});
