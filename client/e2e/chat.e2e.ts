import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launch, open, type Watched } from './browser';
import { answer, answers, arrived, ask, chinese, draft, ended, lastTurn, long } from './chat';
import { environment } from './environment';

describe('the chat', () => {
  let browser: Browser;
  let watched: Watched;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    watched = await open(browser, environment.gateway);
  });

  afterEach(async () => {
    await watched.page.context().close();
    expect(watched.complaints, 'console errors and policy violations').toEqual([]);
  });

  test.each([
    ['English', long],
    ['Chinese with emoji', chinese],
  ])("streams a prompt's answer in, in %s", async (_, prompt) => {
    const { page } = watched;

    await ask(page, prompt);
    const lengths = new Set<number>();
    while (await lastTurn(page).and(page.locator('[aria-busy=true]')).count()) {
      lengths.add((await answer(page)).length);
    }

    expect(await answer(page)).toBe(prompt);
    expect([...lengths].filter((length) => length > 0).length).toBeGreaterThan(2);
    expect([...lengths]).toEqual([...lengths].sort((a, b) => a - b));
  });

  test('ends an answer on Stop, and says so', async () => {
    const { page } = watched;
    const replied = page.waitForResponse((response) => response.url().endsWith('/v1/streams'));
    await ask(page, long.repeat(4));
    await arrived(page, 20);

    await page.getByRole('button', { name: 'Stop' }).click();
    await lastTurn(page).getByText('Cancelled.').waitFor();

    expect(long.repeat(4)).toContain(await answer(page));
    expect((await answer(page)).length).toBeLessThan(long.length * 4);
    const stream = (await replied).headers()['spate-stream'];
    const log = await fetch(`${environment.gateway}/v1/streams/${stream}`);
    expect(await log.text()).toMatch(/event: ?finished\n(.*\n)*data: ?\{"reason":"cancelled"/);
    expect(await page.getByRole('status').textContent()).toBe('Cancelled.');
  });

  test('goes on to the whole answer when the page is reloaded in the middle', async () => {
    const { page } = watched;
    await ask(page, long);
    await arrived(page, 40);

    await page.reload();
    await ended(page);

    expect(await answer(page)).toBe(long);
    expect(await lastTurn(page).getByRole('heading').textContent()).toBe(long);
  });

  test('shows the same page when it is reloaded after the end', async () => {
    const { page } = watched;
    const prompts = ['One.', 'Two.', 'Three.'];
    for (const prompt of prompts) {
      await ask(page, prompt);
      await ended(page);
    }
    const text = () => page.getByRole('log').textContent();
    const before = await text();

    await page.reload();

    await expect.poll(() => answers(page)).toEqual(prompts);
    await expect.poll(text).toBe(before);
  });

  test('shows all before it, too, when the page is reloaded in the middle', async () => {
    const { page } = watched;
    await ask(page, 'One.');
    await ended(page);
    await ask(page, long);
    await arrived(page, 40);

    await page.reload();

    await expect.poll(() => answers(page), { timeout: 20_000 }).toEqual(['One.', long]);
  });

  test('sends what is on the page, also after a reload', async () => {
    const { page } = watched;
    await ask(page, 'One.');
    await ended(page);
    await page.reload();
    await ended(page);

    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await ask(page, 'Two.');
    await ended(page);

    expect((await sent).postDataJSON()).toEqual({
      messages: [
        { role: 'user', content: 'One.' },
        { role: 'assistant', content: 'One.' },
        { role: 'user', content: 'Two.' },
      ],
    });
    expect(await answer(page)).toBe('Two.');
  });

  test('keeps a draft while the page is reloaded or another is looked at', async () => {
    const { page } = watched;
    await draft(page).fill('Half a prom');

    await page.reload();
    await page.getByRole('link', { name: 'Live updates' }).click();
    await page.getByRole('link', { name: 'Chat' }).click();
    await draft(page).pressSequentially('pt');

    expect(await draft(page).inputValue()).toBe('Half a prompt');
  });

  test('has its prompt box in focus, in the middle until there is a turn', async () => {
    const { page } = watched;
    const fromTheFoot = async () => {
      const box = await draft(page).boundingBox();
      return (page.viewportSize()?.height ?? 0) - (box?.y ?? 0);
    };

    await expect.poll(() => draft(page).evaluate((e) => e === document.activeElement)).toBe(true);
    expect(await fromTheFoot()).toBeGreaterThan(300);

    await ask(page, 'One.');
    await ended(page);
    expect(await fromTheFoot()).toBeLessThan(200);
    expect(await draft(page).evaluate((e) => e === document.activeElement)).toBe(true);
  });

  test('has one title on each page', async () => {
    const { page } = watched;
    const titles = page.locator('title');
    expect(await titles.allTextContents()).toEqual(['Spate']);

    await page.getByRole('link', { name: 'Live updates' }).click();

    await expect.poll(() => titles.allTextContents()).toEqual(['Live updates from server']);
  });

  test('cuts a long prompt after its last line that is not blank', async () => {
    const { page } = watched;

    await ask(page, 'one\ntwo\nthree\n\n\n\nseven\neight');
    await ended(page);

    const heading = lastTurn(page).getByRole('heading');
    const height = () => heading.evaluate((e) => e.clientHeight / 28);
    expect(await height()).toBe(3);
    await lastTurn(page).getByRole('button', { name: 'Show all' }).click();
    await expect.poll(height).toBe(8);
    await lastTurn(page).getByRole('button', { name: 'Show less' }).click();
    await expect.poll(height).toBe(3);
  });

  test('says which model answered', async () => {
    const { page } = watched;
    await ask(page, 'One.');
    await ended(page);

    await lastTurn(page).getByText('echo', { exact: true }).waitFor();
  });

  test('breaks the line on Shift+Enter and sends on Enter, both lines kept', async () => {
    const { page } = watched;
    const field = draft(page);

    await field.pressSequentially('one');
    await field.press('Shift+Enter');
    await field.pressSequentially('two');
    await field.press('Enter');
    await ended(page);

    expect(await answer(page)).toBe('one\ntwo');
  });

  test('leaves a reader alone who has scrolled up', async () => {
    const { page } = watched;
    await page.setViewportSize({ width: 390, height: 480 });
    await ask(page, long.repeat(2));
    await arrived(page, 500);
    const log = page.getByRole('log');
    const below = () => log.evaluate((e) => e.scrollHeight - e.clientHeight - e.scrollTop);
    expect(await below()).toBeLessThan(3);

    await log.hover();
    await page.mouse.wheel(0, -150);
    await expect.poll(below).toBeGreaterThan(100);
    const before = (await answer(page)).length;
    await arrived(page, before + 100);

    expect(await below()).toBeGreaterThan(100);
  });

  test('keeps its turns while the other page is looked at', async () => {
    const { page } = watched;
    await ask(page, 'Stay.');
    await ended(page);

    await page.getByRole('link', { name: 'Live updates' }).click();
    await page.getByRole('heading', { name: 'Live updates from server' }).waitFor();
    await page.getByRole('link', { name: 'Chat' }).click();

    expect(await answer(page)).toBe('Stay.');
  });

  test('is served under a policy that forbids all but its own', async () => {
    const response = await watched.page.goto(environment.gateway);

    expect(response?.headers()['content-security-policy']).toContain("default-src 'none'");
    for (const font of ['15px "Instrument Sans"', '13px "IBM Plex Mono"']) {
      const faces = (font: string) => document.fonts.load(font).then((loaded) => loaded.length);
      expect(await watched.page.evaluate(faces, font)).toBe(1);
    }
  });
});
