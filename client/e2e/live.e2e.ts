import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, open } from './browser';
import { environment } from './environment';

describe('/live', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  test('shows its heading, and a line more each second', async () => {
    const { page, complaints } = await open(browser, `${environment.gateway}/live`);
    const lines = page.getByRole('listitem');

    await lines.nth(2).waitFor();

    expect(await page.getByRole('heading').allTextContents()).toEqual(['Live updates from server']);
    for (const line of await lines.allTextContents()) {
      expect(line).toMatch(/^Message at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    }
    expect(complaints).toEqual([]);
  });
});
