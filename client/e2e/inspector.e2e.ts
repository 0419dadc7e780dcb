import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inspector as english } from '../src/i18n/en/inspector';
import { formatsOf } from '../src/i18n/formats';
import { inspector as chinese } from '../src/i18n/zh/inspector';
import { choose, type Request, requestsOf, unexpected, words } from './answers';
import { launch, openIn } from './browser';
import { type Gateway, startGateway } from './environment';
import { forget, streamsOf } from './gateways';
import { answerText, arrived, ask, ended, lastTurn, list, snapshot } from './page';
import { type Teller, teller } from './teller';

const { duration, number, bytes } = formatsOf('en');

describe('the inspector', () => {
  let gateway: Gateway;
  let model: Teller;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: (readonly string[])[];
  let requests: readonly Request[];

  beforeAll(async () => {
    model = await teller();
    [browser, gateway] = await Promise.all([
      launch(),
      startGateway({
        'server.heartbeat': '500ms',
        'generators.quick.type': 'echo',
        'generators.quick.first-piece': '30ms',
        'generators.quick.tokens-per-second': '200',
        'generators.quick.jitter': 'uniform',
        ...model.settings,
      }),
    ]);
  });

  afterAll(async () => {
    await browser?.close();
    await gateway?.end();
    await model?.remove();
  });

  beforeEach(async () => {
    complaints = [];
    await beginIn('en-GB');
  });

  afterEach(async () => {
    await context.close();
    await model.forget();
    expect(unexpected(complaints.flat()), 'console errors and policy violations').toEqual([]);
  });

  async function beginIn(locale: string): Promise<void> {
    await context?.close();
    const permissions = ['clipboard-read', 'clipboard-write'];
    context = await browser.newContext({ locale, permissions });
    page = await tab();
    requests = requestsOf(page);
  }

  async function tab(address = gateway.url): Promise<Page> {
    const opened = await openIn(context, address);
    complaints.push(opened.complaints);
    opened.page.setDefaultTimeout(30_000);
    return opened.page;
  }

  /** Asks, and gives the stream of which some then has come. */
  async function asked(question: string, length = 20): Promise<string> {
    await ask(page, question);
    await arrived(page, length);
    const [newest] = await streamsOf(gateway.url);
    return newest?.id ?? '';
  }

  async function open(on = page): Promise<void> {
    await lastTurn(on).waitFor();
    await on.keyboard.press('Control+I');
    await panel(on).getByRole('grid').waitFor();
  }

  const button = (name: string) => panel(page).getByRole('button', { name, exact: true });
  const slider = () => panel(page).getByRole('slider', { name: 'Replay' });
  const soFar = () => panel(page).getByRole('region', { name: 'Answer so far' });
  const at = (position: number) =>
    expect
      .poll(() => slider().getAttribute('aria-valuetext'))
      .toMatch(new RegExp(`^position ${position}, `));

  async function copied(item: string | RegExp): Promise<string> {
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await button('Copy').click();
    await page.getByRole('menuitem', { name: item }).click();
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(clipboard).not.toBe('');
    return clipboard();
  }

  test('lists every frame and heartbeat, with position, time, gap and bytes', async () => {
    const stream = await asked('Rain');
    await open();
    await model.hush('Rain');
    await expect.poll(async () => Number((await figures(page)).Heartbeats)).toBeGreaterThan(1);
    await model.speak('Rain');
    await arrived(page, (await answerText(page)).length + 20);
    await model.end('Rain');
    await ended(page);

    const sent = await eventsOf(stream);
    await expect.poll(async () => (await figures(page)).Frames).toBe(number(sent.length));
    const listed = await lines(page);
    const frames = listed.filter(({ kind }) => kind === 'frame');
    expect(frames.map(({ position, ms, size }) => ({ position, ms, size }))).toEqual(
      sent.map(({ position, ms, size }) => ({ position, ms, size })),
    );
    expect(frames[0]?.payload).toBe(
      `started "stream":"${stream}","model":"teller","at":"${JSON.parse(sent[0]?.data ?? '').at}"`,
    );
    expect(frames[1]?.payload).toBe('"word0"');
    expect(frames.at(-1)?.payload).toMatch(/^finished "reason":"stop"/);
    const beats = listed.filter(({ kind }) => kind === 'heartbeat');
    expect(beats.length).toBe(Number((await figures(page)).Heartbeats));
    for (const beat of beats) {
      expect(beat).toMatchObject({ position: undefined, ms: undefined, payload: 'heartbeat' });
      expect(beat.size).toBeGreaterThan(0);
    }
    for (const { gap } of [...frames, ...beats]) expect(gap).toBeGreaterThanOrEqual(0);
    expect(Math.max(...beats.map(({ gap = 0 }) => gap))).toBeGreaterThan(100);
    const all = [...frames, ...beats].reduce((sum, { size = 0 }) => sum + size, 0);
    expect((await figures(page)).Bytes).toBe(bytes(all));
    expect(captions(listed)).toEqual(['connected']);
  });

  describe('copies as curl', () => {
    /** What the shell makes of a command. */
    const ran = async (command: string) =>
      eventsIn((await promisify(execFile)('sh', ['-c', command], { timeout: 60_000 })).stdout);
    const hard = `It's "the" $HOME \`date\` \\n 为什么？\n${words(20)}`;

    test('what follows a position, to the end', async () => {
      const stream = await asked('Rain', 60);
      await model.end('Rain');
      await ended(page);
      const sent = await eventsOf(stream);
      await open();
      await slider().focus();
      await page.keyboard.press('Home');
      for (let times = 0; times < 4; times++) await page.keyboard.press('ArrowRight');
      await at(5);

      const command = await copied('Copy as curl: follow after 5');
      expect(command).toMatch(/^curl -N /);
      expect(await ran(command)).toEqual(sent.slice(5));

      await slider().press('Home');
      const whole = await copied('Copy as curl: follow from the start');
      expect(await ran(whole)).toEqual(sent);
    });

    test('what follows now, while it streams', async () => {
      const stream = await asked('Rain', 60);
      await open();

      const command = await copied(/^Copy as curl: follow after \d+$/);
      const position = Number(/-(\d+)'?$/.exec(command)?.[1]);
      const running = ran(command);
      await expect.poll(async () => (await snapshot(stream, gateway.url)).readers).toBe(2);
      await model.end('Rain');

      const rest = await running;
      expect(position).toBeGreaterThan(5);
      expect(rest).toEqual((await eventsOf(stream)).slice(position));
      await ended(page);
    });

    test('what started it, whatever was asked', async () => {
      await choose(page, 'quick');
      const stream = await asked(hard, 1);
      await ended(page);
      await open();

      const again = await ran(await copied('Copy as curl: start it'));

      const [started] = await streamsOf(gateway.url);
      expect(started?.id).not.toBe(stream);
      const there = await snapshot(started?.id, gateway.url);
      expect(there.text).toBe(hard);
      expect(there.request).toEqual((await snapshot(stream, gateway.url)).request);
      expect(again).toHaveLength(there.position);
    });

    test('and all frames as lines of JSON, as the gateway sends them', async () => {
      const stream = await asked('Rain', 60);
      await model.end('Rain');
      await ended(page);
      await open();

      const copy = await copied('Copy frames as NDJSON');

      const reply = await fetch(`${gateway.url}/v1/streams/${stream}`, {
        headers: { Accept: 'application/x-ndjson' },
      });
      const withoutHeartbeats = copy.replaceAll(/^\n/gm, '');
      expect(withoutHeartbeats).toBe(await reply.text());
    });
  });

  describe('replays an answer', () => {
    const said = words(120);
    let stream: string;

    beforeEach(async () => {
      await choose(page, 'quick');
      stream = await asked(said);
      await ended(page);
      await open();
    });

    test('by keyboard, on the gauge', async () => {
      await slider().focus();
      expect(await slider().getAttribute('aria-valuenow')).toBe('120');

      await page.keyboard.press('Home');
      await expect
        .poll(() => slider().getAttribute('aria-valuetext'))
        .toBe('before the first piece');
      await panel(page).getByText('Nothing has been said yet.').waitFor();
      for (let times = 0; times < 3; times++) await page.keyboard.press('ArrowRight');
      await at(4);
      expect(await soFar().textContent()).toBe(words(3));
      expect(await soFar().locator('mark').textContent()).toBe(' word2');
      expect(await selected(page)).toBe('4');
      await page.keyboard.press('ArrowLeft');
      await at(3);
      await page.keyboard.press('PageUp');
      await at(15);
      expect(await soFar().textContent()).toBe(words(14));
      await page.keyboard.press('PageDown');
      await at(3);
      await page.keyboard.press('End');
      await at(121);

      expect(await soFar().textContent()).toBe(said);
      expect(await slider().getAttribute('aria-valuenow')).toBe('120');
      expect(await answerText(page)).toBe(said);
      await button('Newest').click();
      await expect.poll(() => soFar().count()).toBe(0);
    });

    test('by keyboard, in the list', async () => {
      await panel(page).getByRole('grid').focus();
      await page.keyboard.press('Home');
      await expect.poll(() => selected(page)).toBe('connected');
      for (let times = 0; times < 3; times++) await page.keyboard.press('ArrowDown');
      await expect.poll(() => selected(page)).toBe('3');
      await at(3);
      expect(await soFar().textContent()).toBe(words(2));
      await panel(page)
        .getByRole('region', { name: 'Frame', exact: true })
        .getByText('" word1"')
        .waitFor();
      await page.keyboard.press('End');
      await expect.poll(() => selected(page)).toBe('122');
      expect(await soFar().textContent()).toBe(said);
      await page.keyboard.press('ArrowUp');
      await expect.poll(() => selected(page)).toBe('121');

      await page.keyboard.press('Escape');
      await expect.poll(() => soFar().count()).toBe(0);
      await panel(page).waitFor();
    });

    test('by pointer, on the gauge and in the list', async () => {
      const box = await slider().boundingBox();
      if (!box) throw new Error('there is no gauge');
      const y = box.y + box.height / 2;
      const pieces = async () => Number(await slider().getAttribute('aria-valuenow'));
      const [first, last] = [1, box.width - 1].map((x) => box.x + x);

      await page.mouse.move(first ?? 0, y);
      await page.mouse.down();
      await expect.poll(pieces).toBe(0);
      const seen: number[] = [];
      for (let step = 1; step <= 10; step++) {
        await page.mouse.move(box.x + (box.width * step) / 11, y);
        seen.push(await pieces());
      }
      await page.mouse.move(last ?? 0, y);
      await expect.poll(pieces).toBeGreaterThan(110);
      await page.mouse.up();
      expect(seen).toEqual(seen.toSorted((one, other) => one - other));
      expect(new Set(seen).size).toBeGreaterThan(5);
      await page.mouse.move(first ?? 0, y);
      expect(await pieces()).toBeGreaterThan(110);

      await page.mouse.click(box.x + box.width / 2, y);
      await expect.poll(pieces).toBeLessThan(100);
      expect(await soFar().textContent()).toBe(words(await pieces()));
      const row = panel(page).getByRole('row', { selected: true });
      await row.waitFor();
      await row.locator('xpath=preceding-sibling::*[1]').click();
      await expect
        .poll(async () => (await soFar().textContent())?.split(' ').length)
        .toBe((await pieces()) || Number.NaN);
    });

    test('as fast as it can be drawn', async () => {
      await slider().press('Home');
      await panel(page).getByRole('combobox', { name: 'Speed of the replay' }).selectOption('max');

      await button('Play').click();
      await at(121);

      expect(await soFar().textContent()).toBe(said);
      await button('Play').waitFor();
    });

    test('also after a reload, whose frames it reads again', async () => {
      await page.reload();
      await open();
      await panel(page).getByText('above: read again from the gateway').waitFor();

      await slider().focus();
      await page.keyboard.press('Home');
      for (let times = 0; times < 3; times++) await page.keyboard.press('ArrowRight');
      await at(4);

      expect(await soFar().textContent()).toBe(words(3));
      const frames = (await lines(page)).filter(({ kind }) => kind === 'frame');
      expect(frames.map(({ position, ms, size }) => ({ position, ms, size }))).toEqual(
        (await eventsOf(stream)).map(({ position, ms, size }) => ({ position, ms, size })),
      );
    });
  });

  test('replays an answer at its own pace, and pauses', async () => {
    await asked('Rain', 200);
    await model.end('Rain');
    await ended(page);
    await open();
    const count = (await answerText(page)).split(' ').length;

    // Played and paused by the page itself: Playwright may take longer than the whole.
    const paused = await panel(page).evaluate(async (panel) => {
      const click = (name: string) =>
        [...panel.querySelectorAll('button')]
          .find(({ textContent }) => textContent === name)
          ?.click();
      const pieces = () => Number(panel.querySelector('[role=slider]')?.ariaValueNow);
      const from = performance.now();
      click('Play');
      do await new Promise(requestAnimationFrame);
      while (pieces() < 3 || pieces() > 20);
      click('Pause');
      return { pieces: pieces(), millis: performance.now() - from };
    });
    await button('Play').waitFor();

    expect(paused.millis).toBeGreaterThan(200);
    const there = Number(await slider().getAttribute('aria-valuenow'));
    expect(there).toBeGreaterThanOrEqual(paused.pieces);
    expect(there).toBeLessThan(count);
    expect(await soFar().textContent()).toBe(words(there));
    await button('Play').click();
    await at(count + 1);
    expect(await soFar().textContent()).toBe(words(count));
  });

  describe('cuts', () => {
    test.each([
      ['this tab, which reads', false],
      ['the tab that reads, from another', true],
    ])('%s, and one sees it resume', async (_, elsewhere) => {
      const stream = await asked('Rain', 40);
      const reading = elsewhere ? await tab(page.url()) : page;
      if (elsewhere) await arrived(reading, 60);
      const lost = reading.waitForEvent('requestfailed', { timeout: 30_000 });
      await open();
      await panel(page).getByText('live', { exact: true }).waitFor();

      await button('Cut').click();
      await lost;
      await panel(page)
        .getByText(/^resumed at \d+ · /)
        .waitFor();

      const listed = await lines(page);
      const [was] = listed.filter(({ text }) => text.startsWith('cut at '));
      const position = Number(was?.text.slice('cut at '.length));
      expect(position).toBeGreaterThan(5);
      expect(captions(listed).slice(-2)).toEqual([
        `cut at ${position}`,
        expect.stringMatching(new RegExp(`^resumed at ${position} · \\d`)),
      ]);
      await lastTurn(page)
        .getByText(new RegExp(`^resumed at ${position} · `))
        .first()
        .waitFor();
      await arrived(page, (await answerText(page)).length + 40);
      await model.end('Rain');
      for (const each of elsewhere ? [page, reading] : [page]) {
        await ended(each);
        expect(await answerText(each)).toBe((await snapshot(stream, gateway.url)).text);
        await lastTurn(each).getByText('1 reconnect', { exact: true }).waitFor();
      }
      expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
      if (!elsewhere)
        expect(requests).toContainEqual(
          expect.objectContaining({ method: 'GET', stream, after: position }),
        );
      const positions = (await lines(page)).flatMap(({ kind, position }) =>
        kind === 'frame' ? [position] : [],
      );
      expect(positions).toEqual((await eventsOf(stream)).map(({ position }) => position));
      expect(await button('Cut').count()).toBe(0);
      // To be handed over from one tab to another is no cut, but a connection more.
      expect((await figures(page)).Connections).toBe(elsewhere ? '3' : '2');
    });
  });

  describe('has figures', () => {
    test('that are those of the gateway, of a cut answer too, and the same after a reload', async () => {
      const stream = await asked('Rain', 60);
      await open();
      await button('Cut').click();
      await panel(page)
        .getByText(/^resumed at \d+ · /)
        .waitFor();
      await model.hush('Rain');
      await expect.poll(async () => Number((await figures(page)).Heartbeats)).toBeGreaterThan(1);
      await model.speak('Rain');
      await arrived(page, (await answerText(page)).length + 60);
      await model.end('Rain');
      await ended(page);
      const expected = await figuresOf(stream, 2);
      await expect.poll(() => figures(page)).toMatchObject(expected);
      const line = await statsOf(page);
      expect(line).toContain('1 reconnect');
      expect(line).toContain(`first ${expected.TTFT}`);
      expect(line).toContain(`p50 ${expected['Gap p50']} · p99 ${expected['Gap p99']}`);

      await page.reload();
      await open();

      await expect.poll(() => figures(page)).toMatchObject(expected);
      expect(await statsOf(page)).toEqual(line);
    });

    test('that are the same where it was reloaded in the middle, and where it is followed by its link', async () => {
      const stream = await asked('Rain', 60);
      await page.reload();
      await arrived(page, (await answerText(page)).length + 60);
      await model.end('Rain');
      await ended(page);
      const { Connections: _, ...expected } = await figuresOf(stream, 1);
      await open();
      await expect.poll(() => figures(page)).toMatchObject(expected);

      const link = await tab(`${gateway.url}/s/${stream}`);
      await ended(link);
      await lastTurn(link).getByRole('button', { name: 'Inspect the stream' }).click();
      await expect.poll(() => figures(link)).toMatchObject(expected);
    });
  });

  describe('shows', () => {
    test('a stream that failed, and how', async () => {
      await asked('Rain', 20);
      await open();
      await panel(page).getByText('live', { exact: true }).waitFor();

      await model.end('Rain', 3);
      await panel(page).getByText('failed', { exact: true }).waitFor();

      const last = (await lines(page)).at(-1);
      expect(last?.payload).toMatch(/^failed "code":"process_failed",/);
      expect(last?.ms).toBeGreaterThan(0);
      await page.reload();
      await open();
      await panel(page).getByText('failed', { exact: true }).waitFor();
      await panel(page)
        .getByText(/^failed "code":"process_failed",/)
        .waitFor();
    });

    test('a stream that was stopped', async () => {
      await asked('Rain', 20);
      await open();

      await page.getByRole('button', { name: 'Stop', exact: true }).click();
      await panel(page).getByText('stopped', { exact: true }).waitFor();

      expect((await lines(page)).at(-1)?.payload).toMatch(/^finished "reason":"cancelled"/);
      await page.reload();
      await open();
      await panel(page).getByText('stopped', { exact: true }).waitFor();
    });

    test('that there is none where the question was refused', async () => {
      await choose(page, 'quick');
      await page.getByRole('button', { name: 'Parameters' }).click();
      await page.getByLabel('max_tokens', { exact: true }).fill('0');
      await page.getByRole('button', { name: 'Done' }).click();
      await ask(page, 'Rain');
      await ended(page);
      await open();

      await panel(page).getByText('No stream yet', { exact: true }).waitFor();
      await panel(page).getByText('Nothing has come yet.', { exact: true }).waitFor();
      await panel(page).getByText('failed', { exact: true }).waitFor();
    });

    test('the times of a stream that the gateway has forgotten', async () => {
      const stream = await asked('Rain', 60);
      await model.end('Rain');
      await ended(page);
      const sent = await eventsOf(stream);
      const expected = await figuresOf(stream, 1);
      await forget(gateway.url, stream);
      await page.reload();
      await open();

      await panel(page)
        .getByText('The gateway has forgotten the frames. Their times are kept.')
        .waitFor();
      const listed = await lines(page);
      expect(listed.map(({ position, ms }) => ({ position, ms }))).toEqual(
        sent.slice(1, -1).map(({ position, ms }) => ({ position, ms })),
      );
      const { Frames: _, ...still } = expected;
      expect(await figures(page)).toMatchObject(still);
    });

    test('only what is looked for', async () => {
      await asked('Rain', 60);
      await open();
      await model.hush('Rain');
      await expect.poll(async () => Number((await figures(page)).Heartbeats)).toBeGreaterThan(0);
      await model.speak('Rain');
      await button('Cut').click();
      await panel(page)
        .getByText(/^resumed at \d+ · /)
        .waitFor();
      await arrived(page, (await answerText(page)).length + 20);
      await model.end('Rain');
      await ended(page);
      const show = panel(page).getByRole('combobox', { name: 'Show' });
      const kinds = async () => new Set((await lines(page)).map(({ kind }) => kind));

      await show.selectOption('Heartbeats');
      expect(await kinds()).toEqual(new Set(['heartbeat']));
      await show.selectOption('Connection');
      expect(await kinds()).toEqual(new Set(['opened', 'cut']));
      await show.selectOption('Pieces');
      expect(await kinds()).toEqual(new Set(['frame']));
      await panel(page).getByRole('searchbox', { name: 'Search' }).fill('word7"');
      expect((await lines(page)).map(({ payload }) => payload)).toEqual(['" word7"']);
      await panel(page).getByRole('searchbox', { name: 'Search' }).fill('nowhere');
      await panel(page).getByText('No frame is like that.').waitFor();
    });

    test('the list as it was when it is frozen', async () => {
      await asked('Rain', 60);
      await open();

      await button('Freeze').click();
      const before = (await lines(page)).length;
      await panel(page)
        .getByText(/^\+\d+$/)
        .waitFor();
      await arrived(page, (await answerText(page)).length + 20);
      expect((await lines(page)).length).toBe(before);
      await panel(page)
        .getByRole('button', { name: /^Go on/ })
        .click();
      await model.end('Rain');
      await ended(page);

      expect((await lines(page)).length).toBeGreaterThan(before);
    });
  });

  describe('beside the chat', () => {
    const listed = () => list(page).count();
    const wide = (width: number) => page.setViewportSize({ width, height: 800 });
    /** How much of the chat's own width is left of the panel; less than 0 lies under it. */
    const apart = async () => {
      const [chat, inspector] = await Promise.all([
        page.getByRole('main').boundingBox(),
        panel(page).boundingBox(),
      ]);
      return Math.round((inspector?.x ?? 0) - (chat?.x ?? 0) - (chat?.width ?? 0));
    };

    test.each([
      [1600, 1],
      [1400, 1],
      [1399, 0],
      [1280, 0],
      [1104, 0],
    ])('at %i px covers nothing, with %i list before them', async (width, lists) => {
      await wide(width);
      await asked('Rain');
      expect(await listed()).toBe(1);

      await open();
      await expect.poll(apart).toBe(0);
      expect(await listed()).toBe(lists);
      const chat = await page.getByRole('main').boundingBox();
      expect(chat?.width).toBeGreaterThanOrEqual(700);
      await page.getByRole('button', { name: 'Stop', exact: true }).click({ trial: true });

      await button('Close the inspector').click();
      await panel(page).waitFor({ state: 'detached' });
      expect(await listed()).toBe(1);
    });

    test('where there is no room lies over it, and leaves the list', async () => {
      await wide(1103);
      await asked('Rain');

      await open();
      await expect.poll(apart).toBe(-400);
      expect(await listed()).toBe(1);
    });

    test('lends the folded list as a drawer, which is gone with it', async () => {
      await asked('Rain');
      await open();

      await page.keyboard.press('Control+B');
      const drawer = page.getByRole('dialog', { name: 'Conversations' });
      await drawer.getByRole('navigation', { name: 'Conversations' }).waitFor();
      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'detached' });
      await panel(page).waitFor();
      await page.getByRole('button', { name: 'Show conversations' }).click();
      await drawer.waitFor();

      await wide(1500);
      await drawer.waitFor({ state: 'detached' });
      await wide(1280);
      await expect.poll(listed).toBe(0);
      expect(await drawer.count()).toBe(0);
    });
  });

  test('is opened, gone through and closed by keyboard, and stops nothing', async () => {
    await asked('Rain', 20);
    const inspect = lastTurn(page).getByRole('button', { name: 'Inspect the stream' });
    await inspect.focus();
    await page.keyboard.press('Enter');
    await panel(page).getByRole('grid').waitFor();
    expect(await inspect.getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('Control+I');
    await panel(page).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+I');
    await panel(page).getByRole('grid').waitFor();

    const reached = new Set<string>();
    const focused = () =>
      page.evaluate(() => {
        const at = document.activeElement;
        const inside = at?.closest('aside');
        return inside ? (at?.getAttribute('aria-label') ?? at?.textContent ?? '') : undefined;
      });
    await button('Cut').focus();
    for (
      let name = await focused();
      name !== undefined && !reached.has(name);
      name = await focused()
    ) {
      reached.add(name);
      await page.keyboard.press('Tab');
    }
    expect([...reached]).toEqual(
      expect.arrayContaining([
        'Cut',
        'Copy',
        'Close the inspector',
        'Replay',
        'Play',
        'Speed of the replay',
        'Show',
        'Search',
        'Freeze',
        'Frames of the stream',
      ]),
    );

    await button('Cut').focus();
    await page.keyboard.press('Enter');
    await panel(page)
      .getByText(/^resumed at \d+ · /)
      .waitFor();
    await page.keyboard.press('Escape');
    await panel(page).waitFor({ state: 'detached' });
    expect(await lastTurn(page).getAttribute('aria-busy')).toBe('true');
    expect(await inspect.getAttribute('aria-pressed')).toBe('false');
    await model.end('Rain');
    await lastTurn(page).getByText('1 reconnect', { exact: true }).waitFor();
    await ended(page);
    const [newest] = await streamsOf(gateway.url);
    expect((await snapshot(newest?.id, gateway.url)).reason).toBe('stop');
  });

  test('speaks Chinese', async () => {
    await beginIn('zh-CN');
    await asked('Rain', 60);
    await open();
    await button('断开').click();
    await panel(page)
      .getByText(/^在 \d+ 处断开$/)
      .waitFor();
    await panel(page)
      .getByText(/^从 \d+ 处续传 · /)
      .waitFor();
    await panel(page).getByText('接收中', { exact: true }).waitFor();
    await model.hush('Rain');
    await panel(page).getByRole('gridcell', { name: '心跳' }).first().waitFor();
    await model.speak('Rain');
    await model.end('Rain');
    await panel(page).getByText('已完成', { exact: true }).waitFor();
    await panel(page).getByRole('slider', { name: '回放' }).press('Home');
    await panel(page).getByText('尚无内容。', { exact: true }).waitFor();

    const text = await panel(page).textContent();
    const named = await panel(page)
      .locator('[aria-label], [title], [placeholder]')
      .evaluateAll((all) =>
        all.flatMap((each) =>
          ['aria-label', 'title', 'placeholder'].map((name) => each.getAttribute(name) ?? ''),
        ),
      );
    const shown = [text, ...named].join('\n');
    expect(shown).toContain(chinese.title);
    const left = sentences(english).filter((word) => !sentences(chinese).includes(word));
    for (const word of left) expect(shown).not.toMatch(new RegExp(`\\b${word}\\b`));
  });

  /** The events of a stream that is over, as the gateway sends them. */
  async function eventsOf(stream: string): Promise<readonly Sent[]> {
    const reply = await fetch(`${gateway.url}/v1/streams/${stream}?times=true`);
    return eventsIn(await reply.text());
  }

  /** The figures of a stream that is over, reckoned from its events. */
  async function figuresOf(stream: string, connections: number): Promise<Record<string, string>> {
    const sent = await eventsOf(stream);
    const times = sent.slice(1, -1).map(({ ms }) => ms);
    const [first = 0] = times;
    const last = times.at(-1) ?? 0;
    const gaps = times.slice(1).map((ms, at) => ms - (times[at] ?? 0));
    gaps.sort((one, other) => one - other);
    const share = (part: number) => gaps[Math.ceil(part * gaps.length) - 1] ?? 0;
    return {
      Frames: number(sent.length),
      Connections: number(connections),
      TTFT: duration(first),
      'Tokens/s': number(((times.length - 1) * 1000) / (last - first), 1),
      'Gap p50': duration(share(0.5)),
      'Gap p99': duration(share(0.99)),
    };
  }
});

/** An event as it is sent. */
interface Sent {
  readonly position: number;
  readonly ms: number;
  readonly size: number;
  readonly data: string;
}

function eventsIn(text: string): readonly Sent[] {
  const frames = text
    .replaceAll(/^:.*\n/gm, '')
    .split('\n\n')
    .slice(0, -1);
  return frames.map((frame) => {
    const data = /^data: (.*)$/m.exec(frame)?.[1] ?? '';
    return {
      position: Number(/^id: .*-(\d+)$/m.exec(frame)?.[1]),
      ms: JSON.parse(data).ms,
      size: Buffer.byteLength(`${frame}\n\n`),
      data,
    };
  });
}

function captions(lines: readonly Line[]): readonly string[] {
  return lines.flatMap(({ text }) => (text === '' ? [] : [text]));
}

/** What the selected line says first: its position. */
function selected(page: Page): Promise<string | null> {
  return panel(page)
    .getByRole('row', { selected: true })
    .getByRole('gridcell')
    .first()
    .textContent();
}

/** The figures under the last answer. */
function statsOf(page: Page): Promise<string[]> {
  return lastTurn(page).getByRole('listitem').allTextContents();
}

/** All words of a dictionary that are fixed. */
function sentences(words: object): readonly string[] {
  return Object.values(words).flatMap((word) => {
    if (typeof word === 'string') return /^[\w’ ]{3,}$/.test(word) ? [word] : [];
    return typeof word === 'object' ? sentences(word) : [];
  });
}

function panel(page: Page): Locator {
  return page.getByRole('complementary', { name: /^(Stream inspector|流检查器)$/ });
}

/** The figures at the inspector's head, by their names. */
async function figures(page: Page): Promise<Record<string, string>> {
  const all = await panel(page)
    .locator('dl > div')
    .evaluateAll((divs) =>
      divs.map((div) => ['dt', 'dd'].map((name) => div.querySelector(name)?.textContent ?? '')),
    );
  return Object.fromEntries(all);
}

interface Line {
  readonly kind: string;
  readonly position?: number | undefined;
  readonly ms?: number | undefined;
  readonly gap?: number | undefined;
  readonly size?: number | undefined;
  readonly payload?: string | undefined;
  /** Of what is no frame. */
  readonly text: string;
}

/** Every line that is in the list now, of which only those in sight are drawn. */
async function lines(page: Page): Promise<readonly Line[]> {
  const grid = panel(page).getByRole('grid');
  let found: readonly (readonly string[])[] = [];
  const scrolledThrough = async () => {
    const [count, rows] = await grid.evaluate(async (list) => {
      const rows = new Map<number, string[]>();
      // Others may come faster than one scrolls.
      const [last, end] = [Number(list.ariaRowCount), list.scrollHeight];
      for (let top = 0; top < end; top += list.clientHeight / 2) {
        list.scrollTop = top;
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        for (const row of list.querySelectorAll<HTMLElement>('[data-number]')) {
          if (Number(row.ariaRowIndex) > last) continue;
          const cells = [...row.children].map((cell) => cell.textContent);
          rows.set(Number(row.dataset.number), [row.dataset.kind ?? '', ...cells]);
        }
      }
      const inOrder = [...rows].sort(([one], [other]) => one - other);
      return [last - 1, inOrder.map(([, cells]) => cells)] as const;
    });
    found = rows;
    return rows.length - count;
  };
  await expect.poll(scrolledThrough).toBe(0);
  return found.map(([kind = '', ...cells]) => {
    const [position, ms, gap, size] = cells.map((cell) => (cell === '' ? undefined : Number(cell)));
    if (cells.length < 5) return { kind, text: cells.join('') };
    return { kind, position, ms, gap, size, payload: cells[4], text: '' };
  });
}
