import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launch } from './browser';
import {
  answerText,
  arrived,
  ask,
  chooseModel,
  composer,
  ended,
  lastTurn,
  long,
  setParameters,
  type Visit,
  visit,
} from './page';

/** So much more text is some lines higher than what is seen of a transcript here. */
const HIGHER = 2_000;
const VIEWPORT = { width: 1000, height: 600 };

describe('while an answer grows', () => {
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

  const log = () => page.getByRole('log');
  const toEnd = () => page.getByRole('button', { name: /^To the end/ });
  const top = () => log().evaluate((port) => port.scrollTop);
  const fromEnd = () =>
    log().evaluate((port) => port.scrollHeight - port.clientHeight - port.scrollTop);
  /** How far a question is from where a transcript begins. */
  const questionFromTop = () =>
    lastTurn(page).evaluate((turn) => {
      const port = turn.closest('[role=log]');
      return turn.getBoundingClientRect().top - (port?.getBoundingClientRect().top ?? 0);
    });
  const grows = async (by = HIGHER / 4) => arrived(page, (await answerText(page)).length + by);

  /** Three turns, the last of which is answered for as long as the test lasts. */
  async function asked(options = {}): Promise<void> {
    visited = await visit(browser, { viewport: VIEWPORT, ...options });
    ({ page } = visited);
    await setParameters(page, { tokensPerSecond: '0', firstPieceMs: '0' });
    await ask(page, long);
    await ended(page);
    await ask(page, long);
    await ended(page);
    await chooseModel(page, 'clock');
    await setParameters(page, { everyMs: '40' });
    await ask(page, 'What time is it?');
    await arrived(page, HIGHER);
  }

  /** Waits until nothing moves any more, and says where that is. */
  async function rest(): Promise<number> {
    return log().evaluate(async (port) => {
      for (let still = 0, before = Number.NaN; still < 20; before = port.scrollTop) {
        await new Promise(requestAnimationFrame);
        still = port.scrollTop === before ? still + 1 : 0;
      }
      return port.scrollTop;
    });
  }

  /** The page follows the end, which goes away from it, without anybody's doing. */
  async function follows(): Promise<void> {
    const before = await top();
    await expect.poll(top).toBeGreaterThan(before + 100);
    await expect.poll(fromEnd).toBeLessThanOrEqual(2);
    expect(await toEnd().count()).toBe(0);
  }

  /** However the answer grows, the page is where somebody has put it. */
  async function stays(): Promise<void> {
    const before = await rest();
    await grows();
    await toEnd().waitFor();
    expect(await top()).toBe(before);
  }

  async function wheel(by: number): Promise<void> {
    await log().hover();
    await page.mouse.wheel(0, by);
  }

  test('its question goes to the top, and the page stays there', async () => {
    await asked();

    expect(await questionFromTop()).toBeCloseTo(24, 0);
    await page.getByRole('button', { name: 'To the end', exact: false }).waitFor();
    await stays();
    expect(await questionFromTop()).toBeCloseTo(24, 0);
    expect(await toEnd().getAttribute('aria-label')).toContain('new');
  });

  test('the page follows once somebody has scrolled to its end', async () => {
    await asked();
    await wheel(300);
    await stays();

    // On a busy machine the end may have gone on further than it was ever seen.
    await expect.poll(() => wheel(100_000).then(() => toEnd().count())).toBe(0);

    await follows();
  });

  test.each<[string, () => Promise<unknown>]>([
    ['a turn of the wheel', () => wheel(-40)],
    ['the key ↑', () => log().press('ArrowUp')],
    ['the key Page Up', () => log().press('PageUp')],
    ['Shift and the space bar', () => log().press('Shift+Space')],
    ['the key Home', () => log().press('Home')],
  ])('%s lets go of the end, and ↓ comes back to it', async (_, up) => {
    await asked();
    await toEnd().click();
    await follows();

    await up();
    await stays();
    expect(await fromEnd()).toBeGreaterThan(2);

    await toEnd().click();
    await follows();
    await page.keyboard.press('ArrowUp');
    await stays();
    await page.keyboard.press('End');
    await follows();
  });

  test('a finger lets go, and comes back by reaching the end', async () => {
    await asked({ hasTouch: true });
    await toEnd().click();
    await follows();
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...ys: number[]) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: ys.map((y) => ({ x: 500, y })),
      });
    const drag = async (from: number, to: number) => {
      await touch('touchStart', from);
      for (let part = 1; part <= 4; part++)
        await touch('touchMove', from + ((to - from) * part) / 4);
      await touch('touchEnd');
    };

    await drag(100, 200);
    await stays();

    await expect.poll(() => drag(400, 20).then(() => toEnd().count())).toBe(0);
    await follows();
  });

  test('a selection in it lets go', async () => {
    await asked();
    await toEnd().click();
    await follows();

    await lastTurn(page).getByRole('heading').selectText();

    await stays();
  });

  test('neither what is typed nor the focus moves the page', async () => {
    await asked();
    await wheel(-300);
    const before = await rest();

    await composer(page).click();
    await page.keyboard.type('And what day?');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    expect(await rest()).toBe(before);

    await toEnd().click();
    await composer(page).click();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    await follows();
  });

  test('the next question goes to the top from wherever somebody reads', async () => {
    await asked();
    await wheel(-100_000);
    expect(await rest()).toBe(0);
    await page.keyboard.press('Escape');
    await ended(page);

    await ask(page, 'And now?');

    await expect.poll(questionFromTop).toBeCloseTo(24, 0);
    await arrived(page, 100);
    expect(await questionFromTop()).toBeCloseTo(24, 0);
  });
});
