import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { launch } from './browser';
import { states } from './bundled';
import type { Look } from './look';
import { type Seen, seeStates } from './states';

/*
 * No test: draws every state of the page in two sizes, two themes and two languages, each as a
 * picture, and all as one contact sheet, for somebody to look at; fails only if one could not be
 * drawn. Needs no gateway.
 */

const folder = fileURLToPath(new URL('../../target/sheet', import.meta.url));

/** Only the states whose names begin so. */
const only = process.env.SPATE_STATES ?? '';

const sizes: Readonly<Record<string, BrowserContextOptions>> = {
  desk: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

const looks: readonly Look[] = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'en' },
  { theme: 'light', language: 'zh' },
  { theme: 'dark', language: 'zh' },
];

test('every state is drawn', async () => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const [site, browser] = await Promise.all([states(), launch()]);
  try {
    const lanes = Object.keys(sizes).map((size) => draw(browser, site.url, size));
    const seen = await Promise.all(lanes);
    const names = seen[0]?.names ?? [];
    expect(names.length).toBeGreaterThan(0);
    await writeFile(join(folder, 'index.html'), sheet(names));
    await drawSheet(browser);
    process.stdout.write(`The contact sheet is ${join(folder, 'index.html')}, and sheet.png.\n`);
    expect(seen.flatMap(({ wrong }) => wrong)).toEqual([]);
  } finally {
    await browser.close();
    await site.close();
  }
});

/** Draws every state in a size. */
function draw(browser: Browser, url: string, size: string): Promise<Seen> {
  const device = { ...sizes[size], reducedMotion: 'reduce' } as const;
  const see = async (page: Page, name: string, look: Look) => {
    await page.screenshot({ path: join(folder, picture(name, size, look)) });
    return [];
  };
  return seeStates(browser, url, { device, looks, only, see });
}

/** `chat-live.phone.dark.zh.png`. */
function picture(name: string, size: string, { theme, language }: Look): string {
  return `${name}.${size}.${theme}.${language}.png`;
}

/** A row for each state. */
function sheet(names: readonly string[]): string {
  const rows = names.map((name) => {
    const pictures = Object.keys(sizes).flatMap((size) =>
      looks.map((look) => {
        const file = picture(name, size, look);
        return `<a href="${file}"><img class="${size}" src="${file}" alt="${file}"></a>`;
      }),
    );
    return `<h2 id="${name}">${name}</h2>\n<p>${pictures.join('\n')}</p>`;
  });
  return `<!doctype html>
<meta charset="utf-8">
<title>Every state</title>
<style>
  body { margin: 24px; background: #888; font: 600 15px/24px sans-serif }
  h2 { font: inherit }
  p { display: flex; gap: 8px; margin: 0 0 16px }
  img { display: block; height: 240px }
</style>
${rows.join('\n')}
`;
}

/** The sheet as one picture. */
async function drawSheet(browser: Browser): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 2120, height: 1200 } });
  await page.goto(pathToFileURL(join(folder, 'index.html')).href);
  await page.screenshot({ path: join(folder, 'sheet.png'), fullPage: true });
  await page.close();
}
