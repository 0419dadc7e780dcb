import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, open } from './browser';
import { cut, environment } from './environment';
import { long } from './page';

interface Heard {
  readonly ids: string[];
  readonly data: string[];
  readonly source: EventSource;
  opened: number;
}

declare global {
  var heard: Heard;
}

describe("a browser's own EventSource, through a relay that cuts", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  test('resumes a stream by itself, each position once, and is closed by 204 after the end', async () => {
    const { page } = await open(browser, `${environment.relay}/live`);
    const statuses: number[] = [];
    const cursors: (string | undefined)[] = [];
    const stream = await start(long);
    page.on('response', async (response) => {
      if (!response.url().includes(stream)) return;
      statuses.push(response.status());
      cursors.push((await response.request().allHeaders())['last-event-id']);
    });

    await listen(page, `/v1/streams/${stream}`);
    await heardAtLeast(page, 10);
    await cut();
    await page.waitForFunction(() => heard.source.readyState === EventSource.CLOSED);

    const { ids, data } = await page.evaluate(() => ({ ids: heard.ids, data: heard.data }));
    expect(ids).toEqual(ids.map((_, index) => `${stream}-${index + 1}`));
    expect(data.map((json) => JSON.parse(json).text ?? '').join('')).toBe(long);
    expect(JSON.parse(data.at(-1) ?? '').reason).toBe('stop');
    expect(statuses).toEqual([200, 200, 204]);
    await expect.poll(() => cursors).toHaveLength(3);
    expect(cursors[0]).toBeUndefined();
    expect(ids).toContain(cursors[1]);
    expect(cursors[2]).toBe(ids.at(-1));
  });

  test('gets the seconds of /events that it missed', async () => {
    const { page } = await open(browser, `${environment.relay}/`);
    await listen(page, '/events');
    await heardAtLeast(page, 2);

    await page.context().setOffline(true);
    await cut();
    const before = await page.evaluate(() => heard.ids.length);
    await ticks(3);
    await page.context().setOffline(false);
    await heardAtLeast(page, before + 5);

    const { ids, data, opened } = await page.evaluate(() => heard);
    expect(opened).toBeGreaterThan(1);
    const seconds = ids.map(Number);
    expect(seconds).toEqual(seconds.map((_, index) => (seconds[0] ?? 0) + index));
    for (const line of data) expect(line).toMatch(/^Message at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });
});

/** Starts a stream and leaves it at once. */
async function start(prompt: string): Promise<string> {
  const response = await fetch(`${environment.gateway}/v1/streams`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ prompt }),
  });
  await response.body?.cancel();
  return response.headers.get('spate-stream') ?? '';
}

async function listen(page: Page, url: string): Promise<void> {
  await page.evaluate((url) => {
    const source = new EventSource(url);
    globalThis.heard = { ids: [], data: [], source, opened: 0 };
    const hear = (event: MessageEvent) => {
      heard.ids.push(event.lastEventId);
      heard.data.push(event.data);
    };
    source.onopen = () => heard.opened++;
    source.onmessage = hear;
    source.addEventListener('started', hear);
    source.addEventListener('finished', hear);
  }, url);
}

async function heardAtLeast(page: Page, messages: number): Promise<void> {
  await page.waitForFunction((least) => heard.ids.length >= least, messages);
}

/** Waits until the clock itself has told so many seconds. */
async function ticks(seconds: number): Promise<void> {
  const response = await fetch(`${environment.gateway}/events`);
  let told = '';
  const text = response.body?.pipeThrough(new TextDecoderStream()) ?? [];
  for await (const piece of text) {
    told += piece;
    if ((told.match(/Message at/g)?.length ?? 0) > seconds) return;
  }
}
