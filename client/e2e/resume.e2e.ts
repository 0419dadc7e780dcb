import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, ofTheNetwork, open } from './browser';
import { answer, answers, arrived, ask, draft, ended, lastTurn, long } from './chat';
import { cut, environment } from './environment';

describe('a connection that is lost', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  test('resumes by itself, the text whole, the seam shown', async () => {
    const { page, complaints } = await open(browser, environment.relay);
    await ask(page, long);
    await arrived(page, 60);

    await cut();
    await lastTurn(page)
      .getByText(/resumed at \d+/)
      .waitFor();
    await ended(page);

    expect(await answer(page)).toBe(long);
    expect(
      await lastTurn(page)
        .getByText(/resumed at \d+ · \d+\.\d s/)
        .count(),
    ).toBe(1);
    expect(complaints.filter((complaint) => !ofTheNetwork(complaint))).toEqual([]);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: `${environment.screenshots}/chat-resumed.png` });
  });

  test('resumes as often as it is cut', async () => {
    const { page } = await open(browser, environment.relay);
    await ask(page, long);
    await page.waitForFunction(() => sessionStorage.getItem('spate.turns'));
    for (const length of [0, 50, 100]) {
      await arrived(page, length);
      await cut();
    }
    await ended(page);

    expect(await answer(page)).toBe(long);
  });

  test('resumes at once when the network is back', async () => {
    const { page } = await open(browser, environment.relay);
    let failures = 0;
    page.on('requestfailed', (request) => {
      if (request.method() === 'GET') failures++;
    });
    await ask(page, long);
    await arrived(page, 20);
    await page.context().setOffline(true);
    await cut();
    await lastTurn(page).getByText('Reconnecting…').waitFor();
    await expect.poll(() => failures, { timeout: 20_000 }).toBe(3);

    // Four seconds' wait has just begun.
    const back = performance.now();
    await page.context().setOffline(false);
    await lastTurn(page)
      .getByText(/resumed at \d+/)
      .waitFor();

    expect(performance.now() - back).toBeLessThan(3_000);
    await ended(page);
    expect(await answer(page)).toBe(long);
  });

  test('says plainly that an answer is gone', async () => {
    const { page } = await open(browser, environment.gateway);
    await ask(page, 'One.');
    await ended(page);
    await ask(page, 'Two.');
    await ended(page);
    const posted = await page.evaluate(() => sessionStorage.getItem('spate.turns') ?? '');
    const { stream } = JSON.parse(posted)[0];
    await fetch(`${environment.gateway}/v1/streams/${stream}`, { method: 'DELETE' });

    await page.reload();
    const first = page.getByRole('article').first();
    await first.getByText('The gateway no longer has this answer.').waitFor();

    expect(await first.getByRole('heading').textContent()).toBe('One.');
    expect(await answers(page)).toEqual(['', 'Two.']);
    expect(await page.getByRole('button', { name: 'Send' }).count()).toBe(1);
  });

  test('gives back a prompt that could not be sent', async () => {
    const { page } = await open(browser, environment.gateway);
    await page.context().setOffline(true);

    await ask(page, 'One.');
    await lastTurn(page)
      .getByText("The gateway can't be reached. Your prompt is back in the box.")
      .waitFor();
    expect(await draft(page).inputValue()).toBe('One.');

    await page.context().setOffline(false);
    await draft(page).press('Enter');
    await ended(page);
    expect(await answer(page)).toBe('One.');
  });
});
