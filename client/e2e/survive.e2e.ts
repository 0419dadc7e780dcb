import type { Browser, BrowserContext, Page } from 'playwright-core';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
} from 'vitest';
import {
  arrived,
  ask,
  bare,
  CLIPBOARD,
  choose,
  copied,
  ended,
  lastTurn,
  question,
  type Request,
  requestsOf,
  said,
  unexpected,
  until,
  watchText,
  words,
} from './answers';
import { desk, launch, open, openIn } from './browser';
import { type Gateway, startGateway } from './environment';
import { streamsOf, told } from './gateways';
import { seeded } from './random';

/** `echo` says it in two and a half seconds. */
const prompt = words(150);

describe('an answer survives', () => {
  let gateway: Gateway;
  let browser: Browser;
  let page: Page;
  let complaints: readonly string[];
  let requests: Request[];

  beforeAll(async () => {
    [browser, gateway] = await Promise.all([
      launch(),
      startGateway({
        'server.heartbeat': '1s',
        'generators.echo.first-piece': '50ms',
        'generators.echo.tokens-per-second': '60',
        'generators.quick.type': 'echo',
        'generators.quick.first-piece': '50ms',
        'generators.quick.tokens-per-second': '200',
        'generators.torn.type': 'echo',
        'generators.torn.first-piece': '0s',
        'generators.torn.tokens-per-second': '0',
        'generators.torn.fault.kind': 'truncate',
        'generators.torn.fault.after-pieces': '25',
      }),
    ]);
  });

  afterAll(async () => {
    await browser?.close();
    await gateway?.end();
  });

  beforeEach(async () => {
    ({ page, complaints } = await open(browser, 'about:blank', CLIPBOARD));
    requests = requestsOf(page);
  });

  afterEach(async () => {
    await gateway.relay.pass();
    await page.context().close();
    expect(unexpected(complaints), 'errors and policy violations').toEqual([]);
  });

  const posts = () => requests.filter(({ method }) => method === 'POST');
  const gets = () => requests.filter(({ method }) => method === 'GET');

  async function asked(text = prompt): Promise<void> {
    await page.goto(gateway.relay.url);
    await ask(page, text);
    await page.waitForURL('**/c/*');
  }

  /** The id of the newest stream, which this test has started. */
  async function newest(): Promise<string> {
    const [stream] = await streamsOf(gateway.url);
    return stream?.id ?? '';
  }

  async function whole(text = prompt): Promise<void> {
    await ended(page);
    expect(await said(page)).toBe(bare(text));
    expect(await copied(page)).toBe(text);
    expect((await told(gateway.url, await newest())).text).toBe(text);
  }

  test('a reload in the middle: it is followed from where it was', async () => {
    await asked();
    await arrived(page, 200);
    const stream = await newest();

    await page.reload();
    await whole();

    expect(posts()).toHaveLength(1);
    expect(gets()).toMatchObject([{ stream, after: expect.any(Number) }]);
    expect(gets()[0]?.after).toBeGreaterThan(30);
  });

  test('a reload without a network: what was read is there', async () => {
    await asked();
    await arrived(page, 400);
    await page.route('**/v1/streams/*', (route) => route.abort());
    const before = await said(page);

    await page.reload();
    await arrived(page, before.length);

    expect(bare(prompt)).toContain(await said(page));
    await page.unroute('**/v1/streams/*');
    await whole();
  });

  test('as it is in the browser, with its key, before it is sent', async () => {
    const kept: unknown[] = [];
    await page.route('**/v1/streams?*', async (route) => {
      kept.push(await page.evaluate(messagesKept));
      await route.continue();
    });

    await asked('Why SSE?');
    await whole('Why SSE?');

    const [post] = posts();
    const part = {
      key: post?.key,
      body: JSON.parse(post?.body ?? ''),
      answer: expect.objectContaining({ position: 0 }),
    };
    expect(kept).toHaveLength(1);
    expect(kept[0]).toHaveLength(2);
    expect(kept[0]).toContainEqual(expect.objectContaining({ kind: 'question', text: 'Why SSE?' }));
    expect(kept[0]).toContainEqual(
      expect.objectContaining({ kind: 'reply', parts: [expect.objectContaining(part)] }),
    );
  });

  describe('a reload before its head', () => {
    /** Each way in which the head of the reply may not have come. */
    const ways: Record<string, () => Promise<unknown>> = {
      'since the gateway was not to be had': () => gateway.relay.refuse(),
      'since nothing passed': () => gateway.relay.hold(),
      'though the gateway has got it': async () => {
        await page.route('**/v1/streams?*', async (route) => {
          const request = route.request();
          await fetch(request.url().replace(gateway.relay.url, gateway.url), {
            method: 'POST',
            headers: { ...request.headers(), accept: 'application/json', origin: gateway.url },
            body: request.postData(),
          });
        });
      },
    };

    test.each(Object.entries(ways))('%s: it is asked once', async (_, loseIt) => {
      await page.goto(gateway.relay.url);
      const before = (await streamsOf(gateway.url)).length;
      await question(page).waitFor();
      await loseIt();

      await ask(page, prompt);
      await page.waitForURL('**/c/*');
      await until(() => posts().length).toBeGreaterThan(0);
      const address = page.url();
      // What was under way goes with the page.
      await page.goto('about:blank');
      await page.unrouteAll();
      await gateway.relay.pass();
      await page.goto(address);
      await whole();

      const [first, ...again] = posts();
      expect(again.length).toBeGreaterThan(0);
      for (const post of again) expect(post).toEqual(first);
      expect(await streamsOf(gateway.url)).toHaveLength(before + 1);
    });
  });

  describe('a network that is lost', () => {
    test.each(['cut', 'hold', 'refuse'] as const)('by %s, and is back', async (way) => {
      await asked();
      await arrived(page, 200);

      await gateway.relay[way]();
      if (way !== 'cut') {
        await page.context().setOffline(true);
        await gateway.relay.pass();
        await lastTurn(page).getByText('You are offline.').waitFor();
        await page.context().setOffline(false);
      }
      await lastTurn(page)
        .getByText(/^resumed at \d+ · /)
        .first()
        .waitFor();
      await whole();

      expect(posts()).toHaveLength(1);
      expect(await lastTurn(page).getByText('1 reconnect', { exact: true }).count()).toBe(1);
    });

    test('and is back, at once: it waits for no timer', async () => {
      await page.clock.install();
      await asked();
      await arrived(page, 200);
      await page.context().setOffline(true);
      await gateway.relay.cut();
      await lastTurn(page).getByText('You are offline.').waitFor();
      await until(() => gets().length).toBeGreaterThan(1);

      // Far enough that the page is not there yet when it is told so.
      await page.clock.pauseAt(await page.evaluate(() => Date.now() + 20_000));
      const back = page.waitForResponse(/\/v1\/streams\/[^/]+$/, { timeout: 60_000 });
      await page.context().setOffline(false);
      expect((await back).status()).toBe(200);
      await page.clock.resume();
      await whole();
    });

    test('without a word: a connection that is silent for 35 s is dropped', async () => {
      await page.clock.install();
      await asked();
      await arrived(page, 200);
      const lost = page.waitForEvent('requestfailed');
      await gateway.relay.hold();

      await page.clock.fastForward(34_000);
      expect(gets()).toHaveLength(0);
      await page.clock.fastForward(2_000);
      await until(() => gets().length).toBe(1);

      expect((await lost).failure()?.errorText).toBe('net::ERR_ABORTED');
      await gateway.relay.pass();
      await page.clock.fastForward(1_000);
      await whole();
    });
  });

  test('a lid that was closed for longer than the heartbeat', async () => {
    const { context, closeLid, close } = await desk();
    onTestFinished(close);
    await context.grantPermissions(CLIPBOARD.permissions);
    await page.context().close();
    ({ page, complaints } = await openIn(context, 'about:blank'));
    requests = requestsOf(page);
    await page.clock.install();
    await asked();
    await arrived(page, 200);
    const lost: string[] = [];
    page.on('requestfailed', (request) =>
      lost.push(`${request.method()}: ${request.failure()?.errorText}`),
    );

    await gateway.relay.hold();
    // More than a heartbeat, and not so much that the silence alone would end the connection: what
    // does it now is no timer, for none runs any more.
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 21_000));
    const openLid = await closeLid(page);
    await until(async () => (await told(gateway.url, await newest())).state).toBe('finished');
    expect(gets()).toHaveLength(0);
    await openLid();

    await until(() => gets().length).toBe(1);
    expect(lost).toEqual(['POST: net::ERR_ABORTED']);
    await gateway.relay.pass();
    await page.clock.resume();
    await whole();
    expect(posts()).toHaveLength(1);
  });

  test('being cut at any time, and never shrinks nor doubles', async () => {
    const random = seeded();
    const long = words(1_200);
    const seen = await watchText(page);
    await page.goto(gateway.relay.url);
    await choose(page, 'quick');
    await ask(page, long);
    await arrived(page, 1);

    let cuts = 0;
    while (await page.locator('article[aria-busy=true]').count()) {
      await page.waitForTimeout(random(150));
      const way = (['cut', 'refuse', 'hold'] as const)[random(3)] ?? 'cut';
      await gateway.relay[way]();
      await gateway.relay.pass();
      cuts++;
      // It is told that the network is back, so that there is time for many.
      await page.waitForTimeout(random(30));
      await page.evaluate(() => dispatchEvent(new Event('online')));
      const read = await said(page);
      expect(bare(long).startsWith(read)).toBe(true);
    }
    await whole(long);

    expect(cuts).toBeGreaterThan(10);
    expect(posts()).toHaveLength(1);
    const texts = await seen();
    expect(texts.filter((text) => !bare(long).startsWith(text))).toEqual([]);
    const lengths = texts.map(({ length }) => length);
    expect(lengths).toEqual(lengths.toSorted((one, other) => one - other));
  });

  test('reloads at any time, with each of which it starts where it was', async () => {
    const long = words(1_200);
    await page.goto(gateway.relay.url);
    await choose(page, 'quick');
    await ask(page, long);
    await page.waitForURL('**/c/*');

    for (const length of [500, 2_000, 4_000]) {
      await arrived(page, length);
      await page.reload();
    }
    await whole(long);

    expect(posts()).toHaveLength(1);
    const cursors = gets().map(({ after }) => after ?? 0);
    expect(cursors).toHaveLength(3);
    expect(cursors).toEqual(cursors.toSorted((one, other) => one - other));
    expect(cursors[0]).toBeGreaterThan(0);
  });

  test('being torn, as Continue joins the rest to it', async () => {
    const text = words(40);
    const first = words(25);
    await page.goto(gateway.relay.url);
    await choose(page, 'torn');
    await ask(page, text);
    await lastTurn(page)
      .getByText(/^The answer broke off without an end\./)
      .waitFor();
    expect(await copied(page)).toBe(first);

    await lastTurn(page).getByRole('button', { name: 'Continue' }).click();
    await lastTurn(page).getByText('continued', { exact: true }).waitFor();
    await ended(page);

    expect(JSON.parse(posts()[1]?.body ?? '').messages).toEqual([
      { role: 'user', content: text },
      { role: 'assistant', content: first },
    ]);
    expect(await said(page)).toBe(bare(text));
    expect(await copied(page)).toBe(text);
    await page.reload();
    await lastTurn(page).getByText('continued', { exact: true }).waitFor();
    expect(await said(page)).toBe(bare(text));
    expect(await copied(page)).toBe(text);
  });

  test('not a gateway that is killed, and says so', async () => {
    await asked();
    await arrived(page, 200);

    await gateway.kill();
    await lastTurn(page)
      .getByText(/^Connection lost · /)
      .waitFor();
    await gateway.start();
    await lastTurn(page)
      .getByText('The gateway has forgotten this answer, or lost it in a restart.')
      .waitFor();

    const read = await said(page);
    expect(read.length).toBeGreaterThanOrEqual(200);
    expect(bare(prompt).startsWith(read)).toBe(true);
    await lastTurn(page).getByRole('button', { name: 'Continue' }).waitFor();
    await lastTurn(page).getByRole('button', { name: 'Retry' }).click();
    await until(() => posts().length).toBe(2);
    await whole();
  });

  test('not a gateway that is stopped, and says so, and goes on by Continue', async () => {
    await asked();
    await arrived(page, 200);

    await gateway.stop();
    await lastTurn(page).getByText('The gateway was stopped in the middle.').waitFor();
    await gateway.start();

    const read = await said(page);
    expect(read.length).toBeGreaterThanOrEqual(200);
    expect(await page.title()).toMatch(/^! /);
    expect(await lastTurn(page).getByRole('button', { name: 'Retry' }).count()).toBe(1);
    await lastTurn(page).getByRole('button', { name: 'Continue' }).click();
    await lastTurn(page).getByText('continued', { exact: true }).waitFor();
    await ended(page);
    expect(await said(page)).toBe(bare(prompt));
    expect(await copied(page)).toBe(prompt);
  });
});

describe('an answer that ended while nobody looked', () => {
  let gateway: Gateway;
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    [browser, gateway] = await Promise.all([launch(), startGateway({ 'store.retention': '1s' })]);
    context = await browser.newContext({ locale: 'en-GB' });
  });

  afterAll(async () => {
    await browser?.close();
    await gateway?.end();
  });

  test('and is forgotten since says when both were', async () => {
    const page = await context.newPage();
    await page.goto(gateway.relay.url);
    await ask(page, words(60));
    await arrived(page, 60);
    const address = page.url();
    const [stream] = await streamsOf(gateway.url);
    await page.goto('about:blank');
    const look = () => fetch(`${gateway.url}/v1/streams/${stream?.id}`);
    await until(async () => (await look()).status).toBe(410);
    const { ended: over, forgotten } = await (await look()).json();

    await page.goto(address);
    const clock = (iso: string) =>
      page.evaluate(
        (time) =>
          new Date(time).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' }),
        iso,
      );
    await lastTurn(page)
      .getByText(
        `Finished ${await clock(over)}, forgotten by the gateway ${await clock(forgotten)}.`,
      )
      .waitFor();

    expect((await said(page)).length).toBeGreaterThanOrEqual(60);
    expect(bare(words(60)).startsWith(await said(page))).toBe(true);
    await lastTurn(page).getByRole('button', { name: 'Continue' }).waitFor();
    await lastTurn(page).getByRole('button', { name: 'Retry' }).click();
    await until(async () => (await said(page)).length).toBe(bare(words(60)).length);
    await ended(page);
    expect(await said(page)).toBe(bare(words(60)));
  });
});

/** All messages that this browser keeps. */
function messagesKept(): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('spate');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const all = opening.result.transaction('messages').objectStore('messages').getAll();
      all.onerror = () => reject(all.error);
      all.onsuccess = () => {
        opening.result.close();
        resolve(all.result);
      };
    };
  });
}
