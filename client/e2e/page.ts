import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { open, type Watched } from './browser';
import { environment } from './environment';

/** A question that `echo` needs some two seconds to say. */
export const long =
  'Rain fell on the hills all night, and in the morning the dry bed of the river was full: ' +
  'first a murmur between the stones, then a brown line, then all at once the whole width of it, ' +
  'carrying branches and leaves and the light of the sky down to the plain, where people stood on ' +
  'the bridge to watch it pass, and nobody said a word until the gauge had stopped climbing.';

export const chinese =
  '为什么用服务器发送事件？因为连接会断，而答案不该断。🌊 河水漫过石头，漫过桥墩，漫过昨天的水位线；' +
  '看水的人站在岸上，数着刻度：一、二、三、四、五。👩🏽‍🌾 雨停了，水还在涨。';

/** The chat in a context of its own. */
export interface Visit extends Watched {
  /** The streams that it has started, the first one first. */
  readonly streams: readonly string[];
}

interface Visitor extends BrowserContextOptions {
  readonly url?: string;
  /** Runs in the page before any of its own scripts. */
  readonly before?: () => void;
}

/** Opens the chat of a gateway. */
export async function visit(browser: Browser, visitor: Visitor = {}): Promise<Visit> {
  const { url = environment.gateway, before, ...options } = visitor;
  const watched = await open(browser, before ? 'about:blank' : url, options);
  const { page } = watched;
  // Less than a test's, so that what was waited for in vain is named.
  page.setDefaultTimeout(20_000);
  if (before) {
    await page.addInitScript(before);
    await page.goto(url);
  }
  return { ...watched, streams: startedBy(page) };
}

/** The streams that a page starts from now on, as it is told of each. */
export function startedBy(page: Page): readonly string[] {
  const streams: string[] = [];
  page.on('response', (response) => {
    const stream = response.headers()['spate-stream'];
    const posted = response.request().method() === 'POST';
    const { pathname } = new URL(response.url());
    if (posted && stream && pathname === '/v1/streams') streams.push(stream);
  });
  return streams;
}

/** A stream as its gateway has it. */
export interface Snapshot {
  readonly id: string;
  readonly model: string;
  readonly state: 'live' | 'finished' | 'failed';
  readonly reason?: string;
  readonly failure?: { readonly code: string };
  readonly position: number;
  readonly readers: number;
  readonly text: string;
  readonly request: {
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly [member: string]: unknown;
  };
}

/** What a gateway says of a stream. */
export async function snapshot(
  stream: string | undefined,
  gateway = environment.gateway,
): Promise<Snapshot> {
  const url = `${gateway}/v1/streams/${stream}`;
  const reply = await fetch(url, { headers: { Accept: 'application/json' } });
  if (!reply.ok) throw new Error(`${url}: ${await reply.text()}`);
  return reply.json();
}

/** The box where a question is written. */
export function composer(page: Page): Locator {
  return page.getByRole('textbox', { name: /^(Question|问题)$/ });
}

/** Asks, whatever Enter does, and waits until the question stands on the page. */
export async function ask(page: Page, question: string): Promise<void> {
  const before = await page.getByRole('article').count();
  await composer(page).fill(question);
  await composer(page).press('Control+Enter');
  await page.getByRole('article').nth(before).waitFor();
}

/** The last question and its answer. */
export function lastTurn(page: Page): Locator {
  return page.getByRole('article').last();
}

/** What the last answer says so far: its text as one reads it, without its seams. */
export async function answerText(page: Page): Promise<string> {
  const runs = await lastTurn(page).locator('[data-text]').allTextContents();
  return runs.join('');
}

/** What every answer says so far. */
export function answerTexts(page: Page): Promise<string[]> {
  return page
    .getByRole('article')
    .evaluateAll((articles) =>
      articles.map((article) =>
        [...article.querySelectorAll('[data-text]')].map((run) => run.textContent).join(''),
      ),
    );
}

/** What every question says. */
export function questions(page: Page): Promise<string[]> {
  return page.getByRole('article').getByRole('heading', { level: 2 }).allTextContents();
}

/** Waits until so much of the last answer stands on the page. */
export async function arrived(page: Page, length: number): Promise<void> {
  await page.waitForFunction((length) => {
    const runs = [...document.querySelectorAll('article')].at(-1)?.querySelectorAll('[data-text]');
    return [...(runs ?? [])].map((run) => run.textContent).join('').length >= length;
  }, length);
}

/** Waits until the last answer has ended. */
export async function ended(page: Page): Promise<void> {
  await lastTurn(page).and(page.locator('[aria-busy=false]')).waitFor();
}

/** Takes a model for the questions to come. */
export async function chooseModel(page: Page, model: string): Promise<void> {
  await page.getByRole('button', { name: /^Model: / }).click();
  await page.getByRole('menuitemradio', { name: model, exact: true }).click();
  await page.getByRole('button', { name: `Model: ${model}`, exact: true }).waitFor();
}

/** Sets parameters, a simulator's knobs and its faults by their names: options by choosing, others by writing. */
export async function setParameters(page: Page, values: Record<string, string>): Promise<void> {
  await page.getByRole('button', { name: 'Parameters' }).click();
  const dialog = page.getByRole('dialog', { name: 'Parameters' });
  for (const [name, value] of Object.entries(values)) {
    const options = dialog.getByRole('combobox', { name, exact: true });
    const field = dialog
      .getByRole('spinbutton', { name, exact: true })
      .or(dialog.getByRole('textbox', { name, exact: true }));
    await options.or(field).first().waitFor();
    if (await options.count()) await options.selectOption(value);
    else {
      await field.fill(value);
      await field.press('Enter');
    }
  }
  await dialog.getByRole('button', { name: 'Done' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** The list of conversations. */
export function list(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Conversations' });
}

/** Goes to a new conversation. */
export async function begin(page: Page): Promise<void> {
  await list(page).getByRole('link', { name: 'New conversation' }).click();
  await page.getByRole('heading', { level: 1, name: 'Ask, and watch it arrive.' }).waitFor();
}

/** A conversation in the list, by how its title begins. */
export function row(page: Page, title: string): Locator {
  return list(page)
    .getByRole('listitem')
    .filter({ has: titled(page, title) });
}

/** The titles in the list, from above. */
export function titles(page: Page): Promise<(string | null)[]> {
  return titled(page, '').evaluateAll((links) => links.map((link) => link.getAttribute('title')));
}

function titled(page: Page, begin: string): Locator {
  return page.locator(begin === '' ? 'li > a[title]' : `a[title^=${JSON.stringify(begin)}]`);
}

/** Takes one thing of what can be done with a conversation in the list. */
export async function actOn(page: Page, title: string, action: string): Promise<void> {
  await row(page, title).hover();
  await row(page, title)
    .getByRole('button', { name: /^Actions for “/ })
    .click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

/** Opens the settings. */
export async function openSettings(page: Page): Promise<Locator> {
  await list(page).getByRole('button', { name: 'Settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.waitFor();
  return dialog;
}
