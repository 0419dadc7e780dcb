import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** How somebody has the page. */
export interface Look {
  readonly theme: 'light' | 'dark';
  readonly language: 'en' | 'zh';
}

/** Both themes and both languages, each in turn. */
export const looks: readonly Look[] = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'zh' },
];

const lang = { en: 'en', zh: 'zh-CN' };

/** Has an open page look so, as the settings in another tab would. What is open on it stays open. */
export async function wear(page: Page, look: Look): Promise<void> {
  await page.evaluate((look) => {
    localStorage.setItem('spate.settings', JSON.stringify(look));
    dispatchEvent(new StorageEvent('storage', { key: 'spate.settings' }));
  }, look);
  await page
    .locator(`html[lang="${lang[look.language]}"][data-theme="${look.theme}"]`)
    .waitFor({ state: 'attached' });
}

/** Waits until nothing on a page moves but what always does. */
export async function still(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map(({ finished }) => finished));
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  });
}

/** What axe has against a page as it is now: the rule, and what breaks it. */
export async function violations(page: Page): Promise<readonly string[]> {
  // The page's policy runs no script that is put into it as an element.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, any }) => [id, help, target.join(' '), any[0]?.message ?? '']),
    );
  });
  return found.map((parts) => parts.join(' · '));
}

/** The same in both themes and languages, each violation with how it looked; the page is then in English. */
export async function violationsInAllLooks(page: Page): Promise<readonly string[]> {
  const all: string[] = [];
  for (const look of looks.toReversed()) {
    await wear(page, look);
    await still(page);
    const found = await violations(page);
    all.push(...found.map((each) => `${look.theme}, ${look.language}: ${each}`));
  }
  return all;
}

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}
