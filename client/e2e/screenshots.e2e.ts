import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, open } from './browser';
import { arrived, ask, chinese, ended, long } from './chat';
import { environment } from './environment';

const sizes = {
  desk: { viewport: { width: 1280, height: 800 } },
  phone: {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  },
};

const looks = (['desk', 'phone'] as const).flatMap((size) =>
  (['light', 'dark'] as const).map((theme) => ({ size, theme })),
);

describe.each(looks)('on the $size, $theme', ({ size, theme }) => {
  let browser: Browser;
  const options = { ...sizes[size], colorScheme: theme };
  const file = (name: string) => ({
    path: `${environment.screenshots}/${name}-${size}-${theme}.png`,
  });

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  test('the chat is pictured idle, streaming and finished', async () => {
    const { page, complaints } = await open(browser, environment.gateway, options);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot(file('chat-idle'));

    await ask(page, chinese);
    await ended(page);
    await ask(page, long);
    await arrived(page, long.length / 2);
    await page.screenshot(file('chat-streaming'));

    await ended(page);
    await page.screenshot(file('chat-finished'));
    expect(complaints).toEqual([]);
  });

  test('the live page is pictured', async () => {
    const { page, complaints } = await open(browser, `${environment.gateway}/live`, options);
    await page.getByRole('listitem').nth(3).waitFor();
    await page.screenshot(file('live'));
    expect(complaints).toEqual([]);
  });
});
