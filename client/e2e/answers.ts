import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

const PATIENCE = { timeout: 30_000, interval: 50 };

/** Waits, as long as a slow machine may take, until something is so. */
export const until = <T>(check: () => T) => expect.poll(check, PATIENCE);

/** So many words, none like the other, which `echo` says one by one. */
export function words(count: number, name = 'word'): string {
  return Array.from({ length: count }, (_, at) => `${name}${at}`).join(' ');
}

export function question(page: Page): Locator {
  return page.getByRole('textbox', { name: /^(Question|问题)$/ });
}

export async function ask(page: Page, text: string): Promise<void> {
  await question(page).fill(text);
  await question(page).press('Enter');
}

export function lastTurn(page: Page): Locator {
  return page.getByRole('article').last();
}

/** What the last answer says so far, without white space, of which Markdown keeps none at a seam. */
export function said(page: Page): Promise<string> {
  return page.evaluate(() => {
    const turn = [...document.querySelectorAll('article')].at(-1);
    const runs = turn?.querySelectorAll('[class*=_run_]') ?? [];
    return [...runs]
      .map((run) => run.textContent)
      .join('')
      .replaceAll(/\s/g, '');
  });
}

export function bare(text: string): string {
  return text.replaceAll(/\s/g, '');
}

/** Waits until so many characters of the answer can be seen. */
export async function arrived(page: Page, length: number): Promise<void> {
  await until(async () => (await said(page)).length).toBeGreaterThanOrEqual(length);
}

export async function ended(page: Page): Promise<void> {
  await lastTurn(page).and(page.locator('[aria-busy=false]')).waitFor();
}

/** What somebody gets who copies the last answer. Its context must grant the clipboard. */
export async function copied(page: Page): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await lastTurn(page).getByRole('button', { name: 'Copy as Markdown' }).click();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await until(clipboard).not.toBe('');
  return clipboard();
}

export const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };

export async function choose(page: Page, model: string): Promise<void> {
  await page.getByRole('button', { name: /^(Model|模型): / }).click();
  const found = page
    .getByRole('menuitemradio', { name: model })
    .or(page.getByRole('option', { name: model }));
  await found.first().click();
  await page.getByRole('button', { name: new RegExp(`: ${model}$`) }).waitFor();
}

/** Requests of a page for streams, in their order: `POST`, or `GET 17` after position 17. */
export function requestsOf(page: Page): Request[] {
  const requests: Request[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (!/^\/v1\/streams(\/[^/]+)?$/.test(pathname)) return;
    const { 'last-event-id': cursor, 'idempotency-key': key } = request.headers();
    requests.push({
      method: request.method(),
      stream: pathname.split('/')[3],
      after: cursor === undefined ? undefined : Number(cursor.split('-')[1]),
      key,
      body: request.postData() ?? '',
    });
  });
  return requests;
}

export interface Request {
  readonly method: string;
  readonly stream: string | undefined;
  readonly after: number | undefined;
  readonly key: string | undefined;
  readonly body: string;
}

/** Records, from the next page on, each text that the last answer was seen with. */
export async function watchText(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.addInitScript(() => {
    const texts: string[] = [];
    Reflect.set(window, 'texts', texts);
    const look = () => {
      const turn = [...document.querySelectorAll('article')].at(-1);
      const runs = turn?.querySelectorAll('[class*=_run_]') ?? [];
      const text = [...runs]
        .map((run) => run.textContent)
        .join('')
        .replaceAll(/\s/g, '');
      if (text !== texts.at(-1)) texts.push(text);
    };
    new MutationObserver(look).observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  return () => page.evaluate(() => Reflect.get(window, 'texts'));
}

/** Complaints other than of requests that came to nothing, as Chromium itself logs them. */
export function unexpected(complaints: readonly string[]): readonly string[] {
  return complaints.filter((complaint) => !complaint.startsWith('Failed to load resource: '));
}
