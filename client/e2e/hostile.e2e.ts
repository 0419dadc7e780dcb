import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, open } from './browser';
import { type Gateway, startGateway } from './environment';
import { type Payload, payloads } from './hostile/payloads';

/** How many conversations a page begins with; each is one payload, whole or in steps. */
const PER_PAGE = 60;
const STEP = /.{1,7}/gsu;
const LONGEST_MILLIS = 60_000;

/** A payload as the tape of a model, which says it all at once or 7 characters at a time. */
interface Tape extends Payload {
  readonly model: string;
  readonly pieces: readonly string[];
}

const tapes: readonly Tape[] = payloads().flatMap(({ name, text }, index) => [
  { name: `${name}, whole`, text, model: `h${index}w`, pieces: [text] },
  { name: `${name}, in steps`, text, model: `h${index}s`, pieces: text.match(STEP) ?? [] },
]);
const pages = Array.from({ length: Math.ceil(tapes.length / PER_PAGE) }, (_, index) =>
  tapes.slice(index * PER_PAGE, (index + 1) * PER_PAGE),
);

/** Two at once: while one waits for its disk, the other draws. */
const LANES = [0, 1];

/** How long the browser could do nothing else, at the longest, while it showed a payload. */
const longest: { readonly name: string; readonly millis: number }[] = [];

let browser: Browser;
let gateway: Gateway;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spate-tapes-'));
  const settings: Record<string, string> = {
    'stream.max-events': '1000000',
    'store.retention': '1s',
  };
  for (const tape of tapes) {
    const file = join(folder, `${tape.model}.ndjson`);
    const lines = tape.pieces.map((text) => JSON.stringify({ text }));
    await writeFile(file, [...lines, '{"event":"finished","reason":"stop"}'].join('\n'));
    const generator = `generators.${tape.model}`;
    settings[`${generator}.type`] = 'script';
    settings[`${generator}.file`] = file;
    settings[`${generator}.first-piece`] = '0s';
    settings[`${generator}.tokens-per-second`] = '0';
  }
  [browser, gateway] = await Promise.all([launch(), startGateway(settings)]);
}, 120_000);

afterAll(async () => {
  longest.sort((one, other) => other.millis - one.millis);
  for (const { name, millis } of longest.slice(0, 10)) {
    process.stdout.write(`hostile: at the longest ${millis.toFixed(0)} ms in ${name}\n`);
  }
  await browser?.close();
  await gateway?.end();
  await rm(folder, { recursive: true, force: true });
});

test('there are more than 200 payloads', () => {
  expect(tapes.length).toBeGreaterThan(400);
});

test.concurrent.each(LANES)(
  'nothing runs, leaves or freezes the page, whatever a model says (%#)',
  async (lane) => {
    for (const [index, shown] of pages.entries()) {
      if (index % LANES.length === lane) await showAll(shown);
    }
  },
  1_200_000,
);

async function showAll(shown: readonly Tape[]): Promise<void> {
  const { page, complaints } = await open(browser, gateway.url, { reducedMotion: 'reduce' });
  const away = watchForAway(page);
  await page.addInitScript(watchForRuns);
  await page.getByRole('textbox', { name: 'Question' }).waitFor();
  await page.evaluate(
    begin,
    shown.map(({ model, name }) => ({ model, name })),
  );
  await page.goto(gateway.url);

  const fresh = page.getByRole('link', { name: 'New conversation' });
  const box = await fresh.boundingBox();
  if (!box) throw new Error('there is no way to a new conversation');
  for (const { name, model } of shown) {
    await page.evaluate(openDraft, { model, name });
    await page.keyboard.press('Enter');
    const seen = await inTime(page.evaluate(whenAnswered, name), `${name}: it does not end`);
    expect(seen, name).toEqual({ ran: 0, address: `/c/${model}`, faults: [] });

    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    const millis = await inTime(page.evaluate(whenNew), `${name}: nothing new begins`);
    longest.push({ name, millis });
    expect(away, name).toEqual([]);
    expect(complaints, name).toEqual([]);
  }

  // Only what was kept as it was said has been shown whole.
  const kept = await inTime(page.evaluate(whenKept), 'not all is kept');
  const lengths = shown.map(({ model, text }) => [model, wellFormed(text).length]);
  expect(kept).toEqual(Object.fromEntries(lengths));
  await page.context().close();
}

/** What a page asks of anybody but its gateway, and other pages that it opens. */
function watchForAway(page: Page): string[] {
  const away: string[] = [];
  const own = /^\/(?:$|c\/|assets\/|v1\/)/;
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    if (origin !== gateway.url || !own.test(pathname)) away.push(request.url());
  });
  page.on('dialog', (dialog) => {
    away.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.context().on('page', (other) => away.push(`a page: ${other.url()}`));
  return away;
}

/** A page that is frozen answers nothing, not even that. */
function inTime<T>(answer: Promise<T>, otherwise: string): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new Error(otherwise)), LONGEST_MILLIS);
    const settled = () => clearTimeout(timer);
    answer.then(settled, settled);
  });
  return Promise.race([answer, late]);
}

// What follows runs in the page, and uses nothing outside itself.

function watchForRuns(): void {
  let runs = 0;
  let longestMillis = 0;
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  const note = (entries: PerformanceEntryList) => {
    for (const { duration } of entries) longestMillis = Math.max(longestMillis, duration);
  };
  observer.observe({ entryTypes: ['longtask'] });
  const watch = {
    // What the payloads call.
    __ran: () => runs++,
    __runs: () => runs,
    __longest: () => {
      note(observer.takeRecords());
      const millis = longestMillis;
      longestMillis = 0;
      return millis;
    },
  };
  Object.assign(window, watch);
}

/** Puts a conversation for each of these into the browser, with its model and a draft. */
async function begin(tapes: readonly { model: string; name: string }[]): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opened = indexedDB.open('spate');
    opened.onsuccess = () => resolve(opened.result);
    opened.onerror = () => reject(opened.error);
  });
  const transaction = database.transaction('conversations', 'readwrite');
  const now = Date.now();
  for (const [index, { model, name }] of tapes.entries()) {
    transaction.objectStore('conversations').put({
      id: model,
      title: `Conversation ${index}`,
      renamed: true,
      createdAt: now - index,
      changedAt: now - index,
      chosen: {},
      choice: { model, system: '', parameters: {}, simulate: {} },
      draft: name,
      queue: [],
      state: 'idle',
    });
  }
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  database.close();
}

/** Opens a conversation that was begun, and comes to its draft. */
async function openDraft({ model, name }: { model: string; name: string }): Promise<void> {
  document.querySelector<HTMLAnchorElement>(`a[href="/c/${model}"]`)?.click();
  for (;;) {
    const field = document.querySelector('textarea');
    if (field?.value === name) return field.focus();
    await new Promise(requestAnimationFrame);
  }
}

/** What a payload has brought about that it may not, once it has been said. */
async function whenAnswered(
  name: string,
): Promise<{ ran: number; address: string; faults: readonly string[] }> {
  for (;;) {
    const article = document.querySelector('article');
    if (article?.ariaBusy === 'false' && article.textContent?.includes(name)) break;
    await new Promise(requestAnimationFrame);
  }
  const foreign =
    'script,style,link,base,meta,img,picture,video,audio,source,iframe,frame,object,embed,' +
    'form,input,portal,fencedframe,template,foreignObject,use,animate';
  const faults: string[] = [];
  for (const element of document.querySelectorAll('article *')) {
    if (element.matches(foreign)) faults.push(element.outerHTML.slice(0, 200));
    for (const { name } of element.attributes) if (name.startsWith('on')) faults.push(name);
    const to = element instanceof HTMLAnchorElement ? element.protocol : 'https:';
    if (!['https:', 'http:', 'mailto:'].includes(to)) faults.push(to);
  }
  return { ran: Reflect.get(window, '__runs')(), address: location.pathname, faults };
}

/** Waits for a new conversation; how long the page could do nothing else since the last one. */
async function whenNew(): Promise<number> {
  while (location.pathname !== '/' || document.querySelector('article')) {
    await new Promise(requestAnimationFrame);
  }
  return Reflect.get(window, '__longest')();
}

/** How long the answers are that this browser keeps, by their conversations, once all have ended. */
async function whenKept(): Promise<Record<string, number>> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opened = indexedDB.open('spate');
    opened.onsuccess = () => resolve(opened.result);
    opened.onerror = () => reject(opened.error);
  });
  for (;;) {
    const messages = await new Promise<readonly Record<string, unknown>[]>((resolve, reject) => {
      const read = database.transaction('messages').objectStore('messages').getAll();
      read.onsuccess = () => resolve(read.result);
      read.onerror = () => reject(read.error);
    });
    if (messages.some(({ live }) => live)) continue;
    database.close();
    const replies = messages.filter(({ kind }) => kind === 'reply');
    return Object.fromEntries(
      replies.map(({ conversation, parts }) => [
        conversation,
        (parts as { answer: { text: string } }[])[0]?.answer.text.length,
      ]),
    );
  }
}

/** With a mark for each half of a character: UTF-8 has none. */
function wellFormed(text: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text));
}
