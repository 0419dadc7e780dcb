import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bare, unexpected, watchText } from './answers';
import { launch, openIn } from './browser';
import { type Gateway, startGateway } from './environment';
import { forget, readersOf, start, streamsOf } from './gateways';
import {
  actOn,
  answerText,
  arrived,
  ask,
  begin,
  composer,
  ended,
  lastTurn,
  questions,
  row,
  type Snapshot,
  snapshot,
  titles,
} from './page';
import { seeded } from './random';
import { type Teller, teller } from './teller';

/** Of a browser, all its tabs together. */
const MOST_READERS = 3;

describe('the tabs of one browser', () => {
  let gateway: Gateway;
  let model: Teller;
  let browser: Browser;
  let context: BrowserContext;
  let connections: Connections;
  let complaints: (readonly string[])[];
  let stopCounting: () => Promise<unknown>;

  beforeAll(async () => {
    model = await teller();
    // A name that is not localhost: plain http from there is not secure, and has no Web Locks.
    const lan = '--host-resolver-rules=MAP lan.test 127.0.0.1';
    [browser, gateway] = await Promise.all([
      launch(lan),
      startGateway({ 'server.hosts': ['lan.test'], ...model.settings }),
    ]);
  });

  afterAll(async () => {
    await browser?.close();
    await gateway?.end();
    await model?.remove();
  });

  beforeEach(async () => {
    context = await browser.newContext({
      locale: 'en-GB',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    connections = new Connections(context);
    complaints = [];
    stopCounting = async () => {};
  });

  afterEach(async () => {
    await stopCounting();
    await context.close();
    await cancelAll();
    await model.forget();
    const unexplained = unexpected(complaints.flat()).filter((each) => !ofPlainHttp(each));
    expect(unexplained, 'console errors and policy violations').toEqual([]);
  });

  /** Opens a tab, which has the lead from then on: it is in front. */
  async function tab(address = '/', site = gateway.url): Promise<Page> {
    const opened = await openIn(context, 'about:blank');
    const { page } = opened;
    complaints.push(opened.complaints);
    page.setDefaultTimeout(30_000);
    texts.set(page, await watchText(page));
    await page.goto(new URL(address, site).href);
    // Else every page would have the focus, and coming to the front would be no news to it.
    const devTools = await context.newCDPSession(page);
    await devTools.send('Emulation.setFocusEmulationEnabled', { enabled: false });
    return page;
  }

  /** Asks in a new conversation, of which some then has come. */
  async function asked(page: Page, question: string, length = 20): Promise<string> {
    const before = new Set((await streamsOf(gateway.url)).map(({ id }) => id));
    await ask(page, question);
    await page.waitForURL('**/c/*');
    const fresh = async () => (await streamsOf(gateway.url)).find(({ id }) => !before.has(id))?.id;
    await expect.poll(fresh).toBeDefined();
    if (length > 0) await arrived(page, length);
    return (await fresh()) ?? '';
  }

  /** A stream once it is over. */
  async function settled(stream: string): Promise<Snapshot> {
    await expect.poll(async () => (await of(stream)).state).not.toBe('live');
    return of(stream);
  }

  const of = (stream: string) => snapshot(stream, gateway.url);
  const readers = async (stream: string) => (await of(stream)).readers;

  /** Waits until more of the answer stands on the page. */
  async function grows(page: Page): Promise<void> {
    await arrived(page, (await answerText(page)).length + 20);
  }

  /** The page has the whole answer, once. */
  async function whole(page: Page, stream: string): Promise<void> {
    await ended(page);
    const { text } = await of(stream);
    await expect.poll(() => answerText(page)).toBe(text);
    expect(text).toBe(words(text.split(' ').length));
  }

  /** And at each time had a beginning of it, which only grew. */
  async function grown(page: Page, stream: string): Promise<void> {
    await whole(page, stream);
    const text = await answerText(page);
    const seen = (await texts.get(page)?.()) ?? [];
    expect(seen.filter((some) => !bare(text).startsWith(some))).toEqual([]);
    const lengths = seen.map(({ length }) => length);
    expect(lengths).toEqual(lengths.toSorted((one, other) => one - other));
  }

  /** Counts all readers, as the gateway does, until it is asked for the most that there were at once. */
  function countReaders(): () => Promise<number> {
    let most = 0;
    let over = false;
    const counting = (async () => {
      while (!over) most = Math.max(most, await readersOf(gateway.url));
    })();
    const stop = async () => {
      over = true;
      await counting;
      return most;
    };
    stopCounting = stop;
    return stop;
  }

  async function cancelAll(): Promise<void> {
    const live = (await streamsOf(gateway.url)).filter(({ state }) => state === 'live');
    const cancel = (id: string) =>
      fetch(`${gateway.url}/v1/streams/${id}/cancel`, { method: 'POST' });
    await Promise.all(live.map(({ id }) => cancel(id)));
  }

  test('show the same answer as it grows, by one reader', async () => {
    const one = await tab();
    const stream = await asked(one, 'Rain');
    await grows(one);
    const had = await answerText(one);

    const two = await tab(one.url());
    await arrived(two, had.length);
    await expect.poll(() => readers(stream)).toBe(1);
    const counted = countReaders();
    for (const page of [one, two]) await grows(page);
    await Promise.all([grows(one), grows(two)]);

    expect(await counted()).toBe(1);
    expect(connections.count).toBe(1);
    await model.end('Rain');
    for (const page of [one, two]) {
      await grown(page, stream);
      expect(await lastTurn(page).textContent()).not.toMatch(/resumed at|reconnect/);
    }
    expect(connections.posts).toBe(1);
  });

  test.each([
    ['the one that asked', 0],
    ['another one', 1],
  ])('go on with an answer when %s, which reads it, is closed', async (_, closed) => {
    const one = await tab();
    const stream = await asked(one, 'Rain');
    const two = await tab(one.url());
    await grows(two);
    const [leader, other] = closed === 0 ? [one, two] : [two, one];
    await leader.bringToFront();
    await expect.poll(() => [leader, other].map((page) => connections.of(page))).toEqual([1, 0]);
    await grows(other);

    await leader.close();
    await grows(other);

    expect(connections.of(other)).toBe(1);
    await model.end('Rain');
    await grown(other, stream);
    expect(await lastTurn(other).textContent()).not.toMatch(/resumed at|reconnect/);
    expect(connections.posts).toBe(1);
    await other.reload();
    await grown(other, stream);
  });

  test('show an answer that was asked elsewhere in the list, and as it grows once it is opened', async () => {
    const one = await tab();
    const stream = await asked(one, 'Rain');
    const two = await tab();
    await row(two, 'Rain').getByText(', is being answered').waitFor({ state: 'attached' });

    await row(two, 'Rain').getByRole('link').click();
    await arrived(two, (await answerText(one)).length);
    await grows(two);

    await model.end('Rain');
    await Promise.all([one, two].map((page) => grown(page, stream)));
    await expect.poll(() => row(one, 'Rain').textContent()).not.toContain('answered');
  });

  test('stream three conversations at once', async () => {
    const names = ['Upper', 'Lower', 'Inner'];
    const tabs = [await tab(), await tab(), await tab()];
    const streams: string[] = [];
    for (const [at, page] of tabs.entries()) {
      await page.bringToFront();
      streams.push(await asked(page, names[at] ?? ''));
    }

    for (const page of [...tabs, ...tabs]) await grows(page);

    expect(await Promise.all(streams.map(readers))).toEqual([1, 1, 1]);
    for (const page of tabs) {
      for (const name of names) {
        await row(page, name).getByText(', is being answered').waitFor({ state: 'attached' });
      }
    }
    await Promise.all(names.map((name) => model.end(name)));
    for (const [at, page] of tabs.entries()) await grown(page, streams[at] ?? '');
  });

  test('hold three connections, whichever of four answers is looked at', async () => {
    const names = ['Upper', 'Lower', 'Inner', 'Outer'];
    const tabs: Page[] = [];
    const streams: string[] = [];
    for (const name of names) {
      const page = await tab();
      tabs.push(page);
      streams.push(await asked(page, name));
    }

    for (const page of [...tabs, ...tabs.toReversed()]) {
      await page.bringToFront();
      await grows(page);
      // While the lead changes hands, the gateway still counts those that have just left.
      await expect.poll(() => [connections.count, connections.of(page)]).toEqual([3, 3]);
      await expect.poll(() => readersOf(gateway.url)).toBe(MOST_READERS);
      const counted = countReaders();
      await grows(page);
      expect(await counted()).toBe(MOST_READERS);
    }

    await Promise.all(names.map((name) => model.end(name)));
    for (const [at, page] of tabs.entries()) await grown(page, streams[at] ?? '');
    expect(connections.posts).toBe(names.length);
  });

  describe('leave the fourth answer to the gateway, and catch it up', () => {
    let tabs: Page[];
    let streams: string[];
    /** Which one nobody reads. */
    let left: number;

    beforeEach(async () => {
      tabs = [];
      streams = [];
      for (const name of ['Upper', 'Lower', 'Inner', 'Outer']) {
        const page = await tab();
        tabs.push(page);
        streams.push(await asked(page, name));
      }
      const counts = () => Promise.all(streams.map(readers));
      await expect.poll(async () => (await counts()).toSorted()).toEqual([0, 1, 1, 1]);
      left = (await counts()).indexOf(0);
    });

    /** The gateway goes on with it by itself, and the page has fallen behind. */
    async function behind(): Promise<number> {
      const stream = streams[left] ?? '';
      const page = tabs[left] as Page;
      const length = async () => (await of(stream)).text.length;
      const before = await answerText(page);
      await expect.poll(length).toBeGreaterThan(before.length + 100);
      expect((await of(stream)).state).toBe('live');
      expect(await readers(stream)).toBe(0);
      expect(await answerText(page)).toBe(before);
      return length();
    }

    test('when it is looked at', async () => {
      const length = await behind();
      const page = tabs[left] as Page;

      await page.bringToFront();
      await arrived(page, length);
      await grows(page);

      expect(await readers(streams[left] ?? '')).toBe(1);
      await expect.poll(() => connections.count).toBe(MOST_READERS);
    });

    test('when there is a place', async () => {
      const length = await behind();
      const ended = left === 1 ? 2 : 1;

      await model.end(['Upper', 'Lower', 'Inner', 'Outer'][ended] ?? '');
      await arrived(tabs[left] as Page, length);
      await grows(tabs[left] as Page);

      expect(await readers(streams[left] ?? '')).toBe(1);
      await grown(tabs[ended] as Page, streams[ended] ?? '');
    });

    test('when it is over meanwhile', async () => {
      await behind();
      const page = tabs[left] as Page;
      const stream = streams[left] ?? '';
      await model.end(['Upper', 'Lower', 'Inner', 'Outer'][left] ?? '');
      await expect.poll(async () => (await of(stream)).state).toBe('finished');

      await page.bringToFront();

      await grown(page, stream);
    });
  });

  test('lose nothing, whichever is looked at, reloaded or closed', async () => {
    const random = seeded();
    const names = ['Upper', 'Lower', 'Inner', 'Outer'];
    const tabs = [await tab(), await tab(), await tab()];
    const streams: string[] = [];
    const all = (await streamsOf(gateway.url)).length;
    for (const name of names) {
      await begin(tabs[2] as Page);
      streams.push(await asked(tabs[2] as Page, name));
    }

    for (let step = 0; step < 20; step++) {
      const at = random(tabs.length);
      const page = tabs[at] as Page;
      await page.bringToFront();
      const name = names[random(names.length)] ?? '';
      const what = random(8);
      if (what < 5) await row(page, name).getByRole('link').click();
      else if (what === 5) await page.reload();
      else if (what === 6) await begin(page);
      else {
        await page.close();
        tabs[at] = await tab();
      }
    }

    await Promise.all(names.map((name) => model.end(name)));
    for (const page of tabs) {
      for (const [at, name] of names.entries()) {
        await row(page, name).getByRole('link').click();
        await expect.poll(() => questions(page)).toEqual([name]);
        await whole(page, streams[at] ?? '');
      }
    }
    expect(connections.posts).toBe(names.length);
    expect(await streamsOf(gateway.url)).toHaveLength(all + names.length);
  });

  test('stop an answer in all when it is stopped in one', async () => {
    for (const stopper of [0, 1]) {
      const one = await tab();
      const stream = await asked(one, 'Rain');
      const two = await tab(one.url());
      await grows(two);
      const stopped = stopper === 0 ? one : two;

      await stopped.getByRole('button', { name: 'Stop', exact: true }).click();

      const { text, reason } = await settled(stream);
      expect(reason).toBe('cancelled');
      for (const page of [one, two]) {
        await lastTurn(page).getByText('Stopped.', { exact: true }).waitFor();
        await ended(page);
        await expect.poll(() => answerText(page)).toBe(text);
        await page.getByRole('button', { name: 'Send', exact: true }).waitFor();
        await expect.poll(() => page.title()).toBe('Rain');
        await page.close();
      }
    }
  });

  test('are called as their conversation is, ● while it streams, and ! once it has failed', async () => {
    const one = await tab();
    await asked(one, 'Rain');
    const two = await tab(one.url());
    await grows(two);
    for (const page of [one, two]) await expect.poll(() => page.title()).toBe('● Rain');
    await model.end('Rain');
    for (const page of [one, two]) await expect.poll(() => page.title()).toBe('Rain');

    await ask(one, 'Storm');
    for (const page of [one, two]) await expect.poll(() => page.title()).toBe('● Rain');
    await model.end('Storm', 3);
    for (const page of [one, two]) {
      await expect.poll(() => page.title()).toBe('! Rain');
      await lastTurn(page).getByRole('button', { name: 'Retry' }).waitFor();
      await page.reload();
      await expect.poll(() => page.title()).toBe('! Rain');
    }

    await begin(two);
    await expect.poll(() => two.title()).toBe('Spate');
    expect(await one.title()).toBe('! Rain');
  });

  test('rename a conversation in all when it is renamed in one', async () => {
    const one = await tab();
    const stream = await asked(one, 'Rain');
    const two = await tab(one.url());
    await grows(two);

    await actOn(one, 'Rain', 'Rename');
    await one.keyboard.type('The river');
    await one.keyboard.press('Enter');

    for (const page of [one, two]) {
      await row(page, 'The river').waitFor();
      await expect.poll(() => page.title()).toBe('● The river');
      expect(await titles(page)).toEqual(['The river']);
    }
    await model.end('Rain');
    for (const page of [one, two]) {
      await grown(page, stream);
      await expect.poll(() => page.title()).toBe('The river');
    }
  });

  test('delete a conversation in all when it is deleted in one, and have it back', async () => {
    const one = await tab();
    for (const question of ['Rain', 'Snow']) {
      await begin(one);
      await asked(one, question);
      await model.end(question);
      await ended(one);
    }
    const two = await tab(one.url());
    await expect.poll(() => titles(two)).toEqual(['Snow', 'Rain']);

    await actOn(one, 'Rain', 'Delete');
    await one.getByText('Deleted “Rain”').waitFor();
    for (const page of [one, two]) await expect.poll(() => titles(page)).toEqual(['Snow']);
    expect(await questions(two)).toEqual(['Snow']);
    await one.getByRole('button', { name: 'Undo' }).click();
    for (const page of [one, two]) await expect.poll(() => titles(page)).toEqual(['Snow', 'Rain']);
  });

  test('show what is asked and queued in another', async () => {
    const one = await tab();
    await asked(one, 'Rain');
    const two = await tab(one.url());
    await grows(two);

    await composer(two).fill('Snow');
    await composer(two).press('Enter');
    await one.getByText('Snow', { exact: true }).waitFor();
    await model.end('Rain');
    for (const page of [one, two]) {
      await expect.poll(() => questions(page)).toEqual(['Rain', 'Snow']);
      await grows(page);
    }

    await model.end('Snow');
    await Promise.all([one, two].map(ended));
    expect(await answerText(one)).toBe(await answerText(two));
    expect(connections.posts).toBe(2);
  });

  describe('at /s/ and its id', () => {
    const conversation = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Where does it rain?' },
      { role: 'assistant', content: 'In the hills.' },
      { role: 'user', content: 'Rain falls on **whom**?' },
    ];

    test('follow any stream, with its question, and without taking part', async () => {
      const stream = await start(gateway.url, { model: 'teller', messages: conversation });

      const page = await tab(`/s/${stream}`);
      await grows(page);

      expect(await page.title()).toBe(`Stream ${stream}`);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(`Stream ${stream}`);
      expect(await questions(page)).toEqual(['Rain falls on **whom**?']);
      await page.getByText('after 3 earlier messages', { exact: true }).waitFor();
      await page.getByText('You only read along. Nothing here changes the stream.').waitFor();
      expect(await composer(page).count()).toBe(0);
      for (const name of ['Stop', 'Send', 'Answer again', 'Edit the question', 'Continue']) {
        expect(await page.getByRole('button', { name, exact: true }).count(), name).toBe(0);
      }
      await page.keyboard.press('Escape');
      await grows(page);
      await page.reload();
      await grows(page);
      await model.end('Rain');
      await grown(page, stream);
      expect((await of(stream)).reason).toBe('stop');
      expect(await page.getByRole('button', { name: /^(Retry|Answer again)$/ }).count()).toBe(0);
      expect(await titles(page)).toEqual([]);
    });

    test.each(['while it is live', 'once it is over'])('keep it, %s', async (when) => {
      const stream = await start(gateway.url, { model: 'teller', messages: conversation });
      const page = await tab(`/s/${stream}`);
      await grows(page);
      if (when === 'once it is over') {
        await model.end('Rain');
        await whole(page, stream);
      }

      await page.getByRole('button', { name: 'Save as conversation' }).click();
      await page.waitForURL('**/c/*');
      await expect
        .poll(() => questions(page))
        .toEqual(['Where does it rain?', 'Rain falls on **whom**?']);
      if (when === 'while it is live') {
        await grows(page);
        await model.end('Rain');
      }

      await whole(page, stream);
      expect(await titles(page)).toEqual(['Where does it rain?']);
      await page.reload();
      await whole(page, stream);
      await asked(page, 'Snow');
      await model.end('Snow');
      await ended(page);
      const [last] = await streamsOf(gateway.url);
      expect((await of(last?.id ?? '')).request.messages).toEqual([
        ...conversation,
        { role: 'assistant', content: (await of(stream)).text },
        { role: 'user', content: 'Snow' },
      ]);
      expect(connections.posts).toBe(1);
    });

    test('follow the link of an answer, which is read once', async () => {
      const one = await tab();
      const stream = await asked(one, 'Rain');
      await lastTurn(one).hover();
      await lastTurn(one).getByRole('button', { name: 'More', exact: true }).click();
      await one.getByRole('menuitem', { name: 'Copy a link to the stream' }).click();
      await one.getByText('Link copied').waitFor();
      const link = await one.evaluate(() => navigator.clipboard.readText());
      expect(link).toBe(`${new URL(gateway.url).origin}/s/${stream}`);

      const two = await tab(link);
      await arrived(two, (await answerText(one)).length);
      await expect.poll(() => readers(stream)).toBe(1);
      const counted = countReaders();
      for (const page of [one, two]) await grows(page);

      expect(await counted()).toBe(1);
      expect(await questions(two)).toEqual(['Rain']);
      await model.end('Rain');
      await Promise.all([one, two].map((page) => grown(page, stream)));
    });

    test('say that it failed, and offer nothing that would need taking part', async () => {
      const stream = await start(gateway.url, { model: 'teller', prompt: 'Rain' });
      const page = await tab(`/s/${stream}`);
      await grows(page);

      await model.end('Rain', 3);
      await lastTurn(page).getByText('process_failed').waitFor();

      await grown(page, stream);
      expect(await page.getByRole('button', { name: /^(Retry|Continue)$/ }).count()).toBe(0);
    });

    test('say so where nobody knows the stream', async () => {
      const stream = await start(gateway.url, { model: 'teller', prompt: 'Rain' });
      await model.end('Rain');
      await settled(stream);
      await forget(gateway.url, stream);

      for (const unknown of [stream, 'nothing', '01m87ggtt06avfrvn8mqdvqcmyd0vfxf1fnp']) {
        const page = await tab(`/s/${unknown}`);
        await page.getByRole('heading', { name: "The gateway doesn't have this stream" }).waitFor();
        expect(await page.getByRole('article').count()).toBe(0);
        expect(await page.getByRole('button', { name: 'Save as conversation' }).count()).toBe(0);
        await page.getByRole('main').getByRole('button', { name: 'New conversation' }).click();
        await page.getByRole('heading', { level: 1, name: 'Ask, and watch it arrive.' }).waitFor();
        expect(new URL(page.url()).pathname).toBe('/');
        await page.close();
      }
    });
  });

  describe('without Web Locks', () => {
    let lan: string;

    beforeEach(() => {
      lan = gateway.url.replace('localhost', 'lan.test');
    });

    test('each read what they show', async () => {
      const one = await tab('/', lan);
      expect(await one.evaluate(() => 'locks' in navigator)).toBe(false);
      const stream = await asked(one, 'Rain');
      const two = await tab(one.url());
      await arrived(two, (await answerText(one)).length);
      for (const page of [one, two]) await grows(page);

      expect(await readers(stream)).toBe(2);
      expect([one, two].map((page) => connections.of(page))).toEqual([1, 1]);
      await two.close();
      await expect.poll(() => readers(stream)).toBe(1);
      await grows(one);
      await model.end('Rain');
      await grown(one, stream);
      expect(connections.posts).toBe(1);
    });

    test('read no more than they show', async () => {
      const page = await tab('/', lan);
      const upper = await asked(page, 'Upper');
      const had = (await answerText(page)).length;
      await begin(page);
      const lower = await asked(page, 'Lower');

      await expect.poll(() => Promise.all([upper, lower].map(readers))).toEqual([0, 1]);
      await expect.poll(async () => (await of(upper)).text.length).toBeGreaterThan(had + 100);
      const length = (await of(upper)).text.length;
      await row(page, 'Upper').getByRole('link').click();
      await arrived(page, length);
      await grows(page);

      await expect.poll(() => Promise.all([upper, lower].map(readers))).toEqual([1, 0]);
      await Promise.all(['Upper', 'Lower'].map((name) => model.end(name)));
      await ended(page);
      expect(await answerText(page)).toBe((await of(upper)).text);
      await row(page, 'Lower').getByRole('link').click();
      await expect.poll(() => questions(page)).toEqual(['Lower']);
      await ended(page);
      await settled(lower);
      await expect.poll(async () => answerText(page)).toBe((await of(lower)).text);
    });
  });
});

/** What `teller` says in so many pieces. */
function words(count: number): string {
  return Array.from({ length: count }, (_, at) => `word${at}`).join(' ');
}

/** What Chromium says of every page that came by plain http. */
function ofPlainHttp(complaint: string): boolean {
  return complaint.startsWith('The Cross-Origin-Opener-Policy header has been ignored');
}

const texts = new WeakMap<Page, () => Promise<readonly string[]>>();

/** The requests for streams that a browser has open, in whichever of its tabs. */
class Connections {
  readonly #open = new Map<Request, Page>();
  posts = 0;

  constructor(context: BrowserContext) {
    context.on('request', (request) => {
      if (!isReader(request)) return;
      if (request.method() === 'POST') this.posts++;
      this.#open.set(request, request.frame().page());
    });
    context.on('requestfinished', (request) => this.#open.delete(request));
    context.on('requestfailed', (request) => this.#open.delete(request));
    context.on('page', (page) => {
      page.on('close', () => {
        for (const [request, of] of this.#open) if (of === page) this.#open.delete(request);
      });
    });
  }

  get count(): number {
    return this.#open.size;
  }

  /** How many a tab has. */
  of(page: Page): number {
    return [...this.#open.values()].filter((each) => each === page).length;
  }
}

/** Whether this request reads a stream as it comes, which a snapshot does not. */
function isReader(request: Request): boolean {
  const { pathname } = new URL(request.url());
  if (!/^\/v1\/streams(\/[^/]+)?$/.test(pathname)) return false;
  return request.headers().accept?.includes('text/event-stream') ?? false;
}
