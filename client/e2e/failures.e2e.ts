import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { failures as english } from '../src/i18n/en/failures';
import { failures as chinese } from '../src/i18n/zh/failures';
import { ask, choose, ended, lastTurn, question, said, unexpected, until, words } from './answers';
import { launch, open } from './browser';
import { environment, type Gateway, startGateway } from './environment';
import { start, streamsOf } from './gateways';

type Code = keyof typeof english.codes;
type Problem = keyof typeof english.problems;

/** More than these pieces a stream may not have here. */
const MOST_EVENTS = 100;

/** Longer than the gateway takes. */
const TOO_LONG = words(3_000);

/** How the gateway is brought to each failure: the model that is asked, and what. */
const failed: readonly { code: Code; model: string; text?: string; empty?: boolean }[] = [
  { code: 'simulated_failure', model: 'fails' },
  { code: 'upstream_truncated', model: 'truncates' },
  { code: 'first_piece_timeout', model: 'says-nothing', empty: true },
  { code: 'between_pieces_timeout', model: 'falls-silent' },
  { code: 'total_timeout', model: 'is-slow', text: words(50) },
  { code: 'stream_full', model: 'truncates-never', text: words(2 * MOST_EVENTS) },
  { code: 'process_failed', model: 'exits' },
  { code: 'process_output_invalid', model: 'babbles' },
  { code: 'process_unavailable', model: 'is-no-command', empty: true },
  { code: 'process_busy', model: 'is-busy', empty: true },
  { code: 'upstream_unreachable', model: 'is-away', empty: true },
  { code: 'upstream_error', model: 'refuses', empty: true },
  { code: 'upstream_invalid', model: 'is-no-upstream', empty: true },
  // What no setting brings about is ordered: what the page says of it is the same.
  { code: 'generator_broken', model: 'breaks' },
  { code: 'shutting_down', model: 'shuts-down' },
  { code: 'store_full', model: 'fills-the-store' },
  { code: 'upstream_unavailable', model: 'is-left-alone' },
];

describe('every failure', () => {
  let gateway: Gateway;
  let browser: Browser;
  let page: Page;
  let complaints: readonly string[];

  beforeAll(async () => {
    const program = await vanishing();
    [browser, gateway] = await Promise.all([
      launch(),
      startGateway({
        'server.max-body': '16KiB',
        'stream.first-piece': '2s',
        'stream.between-pieces': '1s',
        'stream.total': '4s',
        'stream.max-events': `${MOST_EVENTS}`,
        ...echo('fails', { kind: 'fail', 'after-pieces': '3' }),
        ...echo('truncates', { kind: 'truncate', 'after-pieces': '3' }),
        ...echo('truncates-never', {}),
        ...echo('says-nothing', { kind: 'stall' }),
        ...echo('falls-silent', { kind: 'stall', 'after-pieces': '3' }),
        ...echo('is-slow', {}, '5'),
        ...echo('breaks', { kind: 'fail', code: 'generator_broken', 'after-pieces': '3' }),
        ...echo('shuts-down', { kind: 'fail', code: 'shutting_down', 'after-pieces': '3' }),
        ...echo('fills-the-store', { kind: 'fail', code: 'store_full', 'after-pieces': '3' }),
        ...echo('is-left-alone', {
          kind: 'fail',
          code: 'upstream_unavailable',
          'after-pieces': '3',
        }),
        ...upstream('is-away', 'http://127.0.0.1:1/v1'),
        ...upstream('refuses', `${environment.gateway}/v1`),
        ...upstream('is-no-upstream', `${environment.gateway}/nowhere`),
        ...command('exits', 'echo Half; exit 3'),
        ...command('babbles', `echo '{"text":"Half"}'; echo 'no JSON'`, { output: 'ndjson' }),
        ...command('is-busy', 'while echo Busy; do sleep 0.3; done', { most: '1' }),
        'generators.is-no-command.type': 'process',
        'generators.is-no-command.command': [program.path],
      }),
    ]);
    await program.vanish();
  });

  afterAll(async () => {
    await browser?.close();
    await gateway?.end();
  });

  beforeEach(async () => {
    ({ page, complaints } = await open(browser, gateway.relay.url));
  });

  afterEach(async () => {
    await page.context().close();
    expect(unexpected(complaints), 'errors and policy violations').toEqual([]);
  });

  const buttons = (name: string) => lastTurn(page).getByRole('button', { name, exact: true });

  test('of an answer is said in both languages, with what can be done', async () => {
    const turns = page.getByRole('article');
    for (const [at, { code, model, text = words(10), empty = false }] of failed.entries()) {
      await choose(page, model);
      if (code === 'process_busy') await start(gateway.url, { model, prompt: 'Hi' });
      await ask(page, text);
      await turns.nth(at).waitFor();
      await ended(page);

      const turn = await lastTurn(page).textContent();
      expect(turn, code).toContain(english.codes[code]);
      expect(turn, code).toContain(code);
      expect(await buttons('Retry').count(), `Retry of ${code}`).toBe(1);
      expect(await buttons('Continue').count(), `Continue of ${code}`).toBe(empty ? 0 : 1);
      expect((await said(page)) === '', `no text of ${code}`).toBe(empty);
      expect(await page.title()).toMatch(/^! /);
    }

    await speakChinese(page);
    await turns.first().getByRole('button', { name: '重试', exact: true }).waitFor();
    for (const [at, { code }] of failed.entries()) {
      const turn = turns.nth(at);
      expect(await turn.textContent(), code).toContain(chinese.codes[code]);
      expect(await turn.getByRole('button', { name: '重试', exact: true }).count(), code).toBe(1);
    }
    expect(await buttons('继续').count()).toBe(1);
  });

  test('is listed here: every code that the page has a sentence for', () => {
    const here = failed.map(({ code }) => code);
    const others = Object.keys(english.codes).filter((code) => !here.some((each) => each === code));
    // The page's own: no gateway of ours sends what it can't read.
    expect(others).toEqual(['unreadable']);
  });

  describe('to take a question', () => {
    /** How the gateway is brought to refuse. */
    const refused: readonly [Problem, () => Promise<void>][] = [
      ['body-too-large', () => ask(page, TOO_LONG)],
      [
        'bad-prompt',
        async () => {
          await page.getByRole('button', { name: 'Parameters' }).click();
          await page.getByLabel('max_tokens', { exact: true }).fill('0');
          await page.getByRole('button', { name: 'Done' }).click();
          await ask(page, 'Why SSE?');
        },
      ],
      [
        'unknown-model',
        async () => {
          await choose(page, 'gone-since');
          await ask(page, 'Why SSE?');
        },
      ],
    ];

    beforeEach(async () => {
      // One more than the gateway has by now.
      await page.route('**/v1/models', async (route) => {
        const reply = await fetch(route.request().url());
        const { data } = await reply.json();
        await route.fulfill({ json: { data: [...data, { id: 'gone-since' }] } }).catch(() => {});
      });
      await page.reload();
    });

    test.each(refused)('is said in both languages: %s', async (problem, bringAbout) => {
      await bringAbout();
      await ended(page);

      await lastTurn(page).getByText(english.problems[problem]).waitFor();
      expect(await buttons('Retry').count()).toBe(1);
      expect(await buttons('Continue').count()).toBe(0);
      expect(await page.title()).toMatch(/^! /);
      await speakChinese(page);
      await lastTurn(page).getByText(chinese.problems[problem]).waitFor();
      expect(await buttons('重试').count()).toBe(1);
      await page.reload();
      await lastTurn(page).getByText(chinese.problems[problem]).waitFor();
    });
  });
});

describe('a gateway that is full', () => {
  let gateway: Gateway;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [browser, gateway] = await Promise.all([
      launch(),
      startGateway({
        'store.max-live': '1',
        'store.max-bytes': '64KiB',
        'generators.endless.type': 'clock',
        'generators.endless.every': '1ms',
      }),
    ]);
  });

  afterAll(async () => {
    await browser?.close();
    await gateway?.end();
  });

  beforeEach(async () => {
    ({ page } = await open(browser, gateway.relay.url));
  });

  afterEach(() => page.context().close());

  test('is asked again until it has room, and says so meanwhile', async () => {
    const other = await start(gateway.url, { model: 'clock', prompt: 'Hi' });

    await ask(page, 'Why SSE?');
    await lastTurn(page)
      .getByText(/^The gateway has no room for more answers just now\. (Next try|Trying)/)
      .waitFor();
    await speakChinese(page);
    await lastTurn(page)
      .getByText(/^网关暂时没有空间存放新的回答。/)
      .waitFor();
    await fetch(`${gateway.url}/v1/streams/${other}/cancel`, { method: 'POST' });
    await ended(page);

    expect(await said(page)).toBe('WhySSE?');
  });

  test('in the middle of an answer ends it, and says so', async () => {
    await choose(page, 'endless');
    await ask(page, 'What time is it?');
    await lastTurn(page).getByText(english.codes.store_full).waitFor();

    expect((await said(page)).length).toBeGreaterThan(0);
    await lastTurn(page).getByRole('button', { name: 'Continue' }).waitFor();
    await lastTurn(page).getByRole('button', { name: 'Retry' }).waitFor();
  });
});

describe('a gateway that is away', () => {
  let gateway: Gateway;
  let browser: Browser;

  beforeAll(async () => {
    [browser, gateway] = await Promise.all([launch(), startGateway()]);
  });

  afterAll(async () => {
    await browser?.close();
    await gateway?.end();
  });

  const english = {
    locale: 'en-GB',
    lost: /^Connection lost · trying again in /,
    cancel: 'Stop',
    leave: "Don't wait",
    left: /^Stopped without waiting for the gateway\./,
    retry: 'Retry',
  };
  const chinese = {
    locale: 'zh-CN',
    lost: /^连接断开 · .*后重试$/,
    cancel: '停止',
    leave: '不等了',
    left: /^未等网关确认便已停止/,
    retry: '重试',
  };

  test.each([english, chinese])(
    'is tried until somebody stops waiting, in $locale',
    async (its) => {
      const { page, complaints } = await open(browser, gateway.relay.url, { locale: its.locale });
      await question(page).waitFor();
      const before = (await streamsOf(gateway.url)).length;
      await gateway.relay.refuse();

      await ask(page, 'Why SSE?');
      await lastTurn(page).getByText(its.lost).waitFor();
      await page.getByRole('button', { name: its.cancel, exact: true }).click();
      await page.getByRole('button', { name: its.leave }).click();
      await lastTurn(page).getByText(its.left).waitFor();
      await gateway.relay.pass();
      expect(await streamsOf(gateway.url)).toHaveLength(before);

      await lastTurn(page).getByRole('button', { name: its.retry, exact: true }).click();
      await until(() => said(page)).toBe('WhySSE?');
      await ended(page);
      expect(await streamsOf(gateway.url)).toHaveLength(before + 1);
      expect(unexpected(complaints)).toEqual([]);
      await page.context().close();
    },
  );
});

/** The settings of a model that says what it hears, as fast as it can, and breaks so. */
function echo(model: string, fault: Record<string, string>, rate = '0'): Record<string, string> {
  const settings = {
    type: 'echo',
    'first-piece': '0s',
    'tokens-per-second': rate,
    ...Object.fromEntries(Object.entries(fault).map(([name, value]) => [`fault.${name}`, value])),
  };
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [`generators.${model}.${name}`, value]),
  );
}

/** The settings of a model that is a shell's command. */
function command(model: string, line: string, more: Record<string, string> = {}) {
  const settings = { type: 'process', command: ['sh', '-c', line], ...more };
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [`generators.${model}.${name}`, value]),
  );
}

/** The settings of a model that another server answers for. */
function upstream(model: string, base: string): Record<string, string> {
  return {
    [`generators.${model}.type`]: 'openai',
    [`generators.${model}.base-url`]: base,
    [`generators.${model}.retries`]: '0',
  };
}

/** A program that is there when the gateway starts, and then no more. */
async function vanishing(): Promise<{ path: string; vanish: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'spate-'));
  const path = join(folder, 'program');
  await writeFile(path, '#!/bin/sh\n', { mode: 0o755 });
  return { path, vanish: () => rm(folder, { recursive: true }) };
}

/** What somebody does in the settings, in another tab. */
async function speakChinese(page: Page): Promise<void> {
  await page.evaluate(() => {
    localStorage.setItem('spate.settings', '{"language":"zh"}');
    dispatchEvent(new StorageEvent('storage', { key: 'spate.settings' }));
  });
  await page.getByRole('textbox', { name: '问题' }).waitFor();
}
