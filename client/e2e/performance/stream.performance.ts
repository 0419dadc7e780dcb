import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, open } from '../browser';
import { type Gateway, startGateway } from '../environment';
import { snapshot, startedBy } from '../page';
import { longestTask, type Measured, measure, meter } from './meter';
import { piecesOf } from './tape';

/*
 * How fast the page is, as DECISIONS.md wants it. Not a part of `mvn verify`: what it measures is the
 * machine as well.
 */

const STREAM_MILLIS = 60_000;
const CONTROL_MILLIS = 20_000;
const REPLAYED = 20_000;
const TURNS = 250;
const TURNS_AT_ONCE = 50;

const pieces = piecesOf(REPLAYED);
const text = pieces.join('');
const lastMark = [...text.matchAll(/ n(\d+)/g)].at(-1)?.[1];

let folder: string;
let browser: Browser;
let gateway: Gateway;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spate-tape-'));
  const file = join(folder, 'tape.ndjson');
  const lines = pieces.map((piece) => JSON.stringify({ text: piece }));
  await writeFile(file, [...lines, '{"event":"finished","reason":"stop"}'].join('\n'));
  const script = (name: string, rate: number, first: string) => ({
    [`generators.${name}.type`]: 'script',
    [`generators.${name}.file`]: file,
    [`generators.${name}.tokens-per-second`]: `${rate}`,
    [`generators.${name}.first-piece`]: first,
  });
  [browser, gateway] = await Promise.all([
    launch(),
    startGateway({
      'default-model': 'flow',
      ...script('flow', 200, '0s'),
      ...script('flood', 0, '2s'),
    }),
  ]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await gateway?.end();
  await rm(folder, { recursive: true, force: true });
});

describe('the page', () => {
  let control: Measured;

  test('is compared with one that only lets a text grow', async () => {
    const { page } = await open(browser, 'about:blank');
    await meter(page);
    await page.goto(gateway.url);
    await page.evaluate(growing);
    control = await measure(page, CONTROL_MILLIS);
    told('control: plain text, 200 pieces a second', control);
    await page.context().close();
  }, 120_000);

  test('(a) draws 200 tokens a second for a minute', async () => {
    const page = await opened(gateway.url, conversations(2));
    await page.goto(`${gateway.url}/c/long`);
    await streams(page, 'a', control);
    await page.context().close();
  }, 300_000);

  test('(b) has 20,000 tokens whole soon after a reload', async () => {
    const page = await opened(gateway.url, [conversation('long', 1, 'flood')]);
    const started = startedBy(page);
    await page.goto(`${gateway.url}/c/long`);
    await ask(page, 'All of it.');
    await expect.poll(() => started.length).toBe(1);
    // While nobody reads it, all of it is said.
    await page.goto('about:blank');
    await expect
      .poll(async () => (await snapshot(started[0], gateway.url)).state, { timeout: 60_000 })
      .toBe('finished');

    await page.goto(`${gateway.url}/c/long`);
    const wholeAt = await page.evaluate(whole, `n${lastMark}`);
    const longest = await longestTask(page);
    figures(
      `(b) ${REPLAYED} tokens, ${text.length} characters: whole ${wholeAt.toFixed(0)} ms after ` +
        `the reload; longest task ${longest.toFixed(0)} ms`,
    );
    expect(wholeAt).toBeLessThanOrEqual(2_000);
    expect(longest).toBeLessThanOrEqual(150);
    await page.context().close();
  }, 300_000);

  test('(c) opens 500 messages at once, and then draws as fast', async () => {
    const page = await opened(gateway.url, conversations(TURNS));
    await page.goto(gateway.url);
    await page.getByRole('button', { name: /^Model: / }).waitFor();
    await page.locator('a[href="/c/long"]').waitFor();
    const openedIn = await page.evaluate(open500);
    const turns = page.getByRole('article');
    figures(`(c) ${2 * TURNS} messages: open ${openedIn.toFixed(0)} ms after the click`);
    expect(await turns.count()).toBe(TURNS_AT_ONCE);

    await streams(page, 'c', control);

    await page.getByRole('button', { name: /^Show \d+ earlier questions$/ }).click();
    await expect.poll(() => turns.count()).toBe(2 * TURNS_AT_ONCE + 1);
    expect(openedIn).toBeLessThanOrEqual(500);
    await page.context().close();
  }, 300_000);
});

/** Asks for what comes 200 times a second, and holds what is seen of a minute of it to its bounds. */
async function streams(page: Page, name: string, control: Measured): Promise<void> {
  await ask(page, 'All of it, slowly.');
  await page.waitForFunction(() => window.meter.visible.size > 20);
  const measured = await measure(page, STREAM_MILLIS);
  told(`(${name}) 200 tokens a second`, measured, control);

  expect(measured.settledRenders, 'renders of settled turns').toBe(0);
  expect(measured.liveRenders, 'renders of the live one').toBeGreaterThan(500);
  expect(measured.followed, 'pieces followed').toBeGreaterThan(1_000);
  expect(measured.framesPerSecond, 'frames a second').toBeGreaterThanOrEqual(45);
  expect(measured.longTasksMost, 'long tasks in ten seconds').toBeLessThanOrEqual(5);
  expect(measured.visibleP95Millis, 'arrival to visible').toBeLessThanOrEqual(120);
}

async function ask(page: Page, question: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Question' });
  await field.fill(question);
  await field.press('Enter');
}

/** A page that measures itself, of a browser that has these conversations. */
async function opened(url: string, conversations: readonly unknown[]): Promise<Page> {
  const { page } = await open(browser, url, { viewport: { width: 1280, height: 800 } });
  await page.getByRole('button', { name: 'Settings' }).click();
  const file = JSON.stringify({ spate: 1, exported: new Date(), conversations });
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 's.json', mimeType: 'application/json', buffer: Buffer.from(file) });
  await page.getByText(/^Imported /).waitFor();
  await meter(page);
  return page;
}

function conversations(turns: number): readonly unknown[] {
  return [conversation('long', turns, 'flow')];
}

/** As an exported file has it. */
function conversation(id: string, turns: number, model: string): object {
  const at = Date.now() - 3_600_000;
  const messages: object[] = [];
  const said = piecesOf(150);
  for (let turn = 0; turn < turns; turn++) {
    const parent = turn === 0 ? null : `r${turn - 1}`;
    const node = { conversation: id, at: at + turn };
    messages.push({ kind: 'question', id: `q${turn}`, ...node, parent, text: `Question ${turn}?` });
    const answer = {
      stream: `s${turn}`,
      model,
      startedAt: at,
      position: said.length + 2,
      text: said.join(''),
      reasoning: '',
      toolCalls: [],
      ticks: { length: said.length, ms: said.map((_, n) => n * 30), bytes: said.map(() => 6) },
      seams: [],
      reconnects: 0,
      connection: { kind: 'open' },
      end: { kind: 'finished', reason: 'stop' },
      endedAt: at + 9_000,
    };
    const parts = [{ key: `k${turn}`, body: {}, answer }];
    messages.push({ kind: 'reply', id: `r${turn}`, ...node, parent: `q${turn}`, model, parts });
  }
  return {
    id,
    title: 'Long',
    renamed: true,
    createdAt: at,
    changedAt: at,
    chosen: {},
    choice: { model, system: '', parameters: {}, simulate: {} },
    draft: '',
    queue: [],
    state: 'idle',
    messages,
  };
}

/** Figures, and how busy the machine was. */
function figures(line: string): void {
  process.stdout.write(`performance: ${line} · load ${loadavg()[0]?.toFixed(1)}\n`);
}

function told(name: string, measured: Measured, control?: Measured): void {
  const ratio = control
    ? ` (${(measured.framesPerSecond / control.framesPerSecond).toFixed(2)} of the control)`
    : '';
  figures(
    `${name}: ${measured.framesPerSecond.toFixed(1)} frames/s${ratio}, at least ` +
      `${measured.framesPerSecondLeast.toFixed(1)} over 10 s; ${measured.longTasks} long tasks in ` +
      `${measured.seconds.toFixed(0)} s, at most ${measured.longTasksMost} in 10 s, the longest ` +
      `${measured.longestTaskMillis.toFixed(0)} ms` +
      (control
        ? `; visible p50 ${measured.visibleP50Millis.toFixed(0)} ms, p95 ` +
          `${measured.visibleP95Millis.toFixed(0)} ms of ${measured.followed}; renders: ` +
          `${measured.settledRenders} settled, ${measured.liveRenders} live`
        : ''),
  );
}

// What follows runs in the page, and uses nothing outside itself.

/** The cheapest page there could be: plain text in boxes of a line each. */
function growing(): void {
  const box = document.createElement('div');
  Object.assign(box.style, { height: '600px', overflow: 'auto' });
  document.body.replaceChildren(box);
  let pieces = 0;
  setInterval(() => {
    const line = pieces++ % 20 === 0 ? box.appendChild(document.createElement('p')) : box.lastChild;
    line?.appendChild(document.createTextNode(' water'));
  }, 5);
  const follow = () => {
    box.scrollTop = box.scrollHeight;
    requestAnimationFrame(follow);
  };
  follow();
}

/** When the whole answer was there, to the last mark, in milliseconds after the reload. */
async function whole(mark: string): Promise<number> {
  for (;;) {
    const runs = document.querySelectorAll('[data-text]');
    const run = runs[runs.length - 1];
    const last = run?.firstElementChild?.lastElementChild?.textContent;
    const ended = [...document.querySelectorAll('article')].at(-1)?.ariaBusy === 'false';
    if (ended && last?.includes(mark) && !run?.querySelector('[aria-busy=true]'))
      return performance.now();
    await new Promise(requestAnimationFrame);
  }
}

/** How long after the click on its link a conversation's last turn is on the screen. */
async function open500(): Promise<number> {
  const at = performance.now();
  document.querySelector<HTMLElement>('a[href="/c/long"]')?.click();
  while (!document.querySelector('article [data-text] p')) await new Promise(requestAnimationFrame);
  await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  return performance.now() - at;
}
