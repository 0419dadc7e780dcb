import { get, type IncomingHttpHeaders } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch } from './browser';
import { environment } from './environment';
import { ask, composer, ended, lastTurn, setParameters, visit } from './page';

/** What may be asked for before the page can be used, in bytes as they are sent. */
const MOST_SCRIPT = 120_000;
const MOST_FONTS = 50_000;

describe('the first load', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser?.close());

  test.each([
    ['English', 'en-GB'],
    ['Chinese', 'zh-CN'],
  ])('is small, in %s', async (_, locale) => {
    const { page, complaints } = await visit(browser, { locale, before: watchForUse });
    await composer(page).waitFor();
    await page.waitForFunction(() => document.fonts.status === 'loaded');
    const asked = await page.evaluate(askedBeforeUse);
    const scripts = await bytesOf(asked.filter((url) => url.endsWith('.js')));
    const fonts = await bytesOf(await page.evaluate(fontsAsked));

    process.stdout.write(`first load (${locale}): ${scripts} bytes of script, ${fonts} of fonts\n`);
    expect(scripts).toBeGreaterThan(50_000);
    expect(scripts).toBeLessThanOrEqual(MOST_SCRIPT);
    expect(fonts).toBeGreaterThan(10_000);
    expect(fonts).toBeLessThanOrEqual(MOST_FONTS);
    await page.context().close();
    expect(complaints).toEqual([]);
  });

  test('asks nobody but the gateway, and complains of nothing', async () => {
    const { page, complaints } = await visit(browser, { before: watchForUse });
    const others: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== new URL(environment.gateway).origin)
        others.push(request.url());
    });
    await page.reload();
    await composer(page).waitFor();
    await page.getByRole('button', { name: 'Model: echo' }).waitFor();
    await page.waitForLoadState('networkidle');

    await ask(page, 'One.');
    await ended(page);

    await page.context().close();
    expect(others).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('leaves highlighting, maths and the inspector for when they are wanted', async () => {
    const { page, complaints } = await visit(browser);
    const fetched = async () => {
      const names = (await page.evaluate(allAsked)).join('\n');
      const lazy = [...names.matchAll(/\/assets\/(grammars|typeset|Inspector)-[^/]+\.js$/gm)];
      return lazy.map(([, name]) => name);
    };
    await setParameters(page, { tokensPerSecond: '0' });
    await ask(page, 'Only words, *some* of them stressed.');
    await ended(page);
    await lastTurn(page).getByText('some', { exact: true }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await fetched()).toEqual([]);

    await ask(page, '```js\nconst level = 1;\n```');
    await ended(page);
    await expect.poll(fetched).toEqual(['grammars']);

    await ask(page, 'The root is $\\sqrt{2}$.');
    await ended(page);
    await lastTurn(page).locator('math').waitFor();
    expect(await fetched()).toEqual(['grammars', 'typeset']);

    await page.keyboard.press('Control+i');
    await page.getByRole('button', { name: 'Close the inspector' }).waitFor();
    expect(await fetched()).toEqual(['grammars', 'typeset', 'Inspector']);
    await page.context().close();
    expect(complaints).toEqual([]);
  });

  test('comes with the right headers: hashed files for ever, the page never', async () => {
    const { page } = await visit(browser);
    await page.waitForLoadState('networkidle');
    const types: Record<string, string> = {
      js: 'text/javascript; charset=utf-8',
      css: 'text/css; charset=utf-8',
      woff2: 'font/woff2',
      svg: 'image/svg+xml',
    };
    const assets = (await page.evaluate(allAsked)).filter((url) => url.includes('/assets/'));
    const kinds = new Set<string>();
    for (const url of assets) {
      const { status, headers } = await fetched(url);
      const kind = url.split('.').at(-1) ?? '';
      kinds.add(kind);
      expect(status, url).toBe(200);
      expect(headers['cache-control'], url).toBe('public, max-age=31536000, immutable');
      expect(headers['content-type'], url).toBe(types[kind]);
      expect(headers['x-content-type-options'], url).toBe('nosniff');
    }
    expect([...kinds].sort()).toEqual(['css', 'js', 'svg', 'woff2']);

    for (const [path, status] of [
      ['/', 200],
      ['/c/any', 200],
      ['/s/any', 200],
      ['/live', 200],
      ['/no/such/page', 404],
    ] as const) {
      const reply = await fetched(environment.gateway + path, { accept: 'text/html' });
      expect(reply.status, path).toBe(status);
      expect(reply.headers['cache-control'], path).toBe('no-cache');
      expect(reply.headers['content-type'], path).toMatch(/^text\/html/);
      expect(reply.headers['content-security-policy'], path).toContain('require-trusted-types-for');
    }
    const problem = await fetched(`${environment.gateway}/no/such/page`, { accept: '*/*' });
    expect(problem.status).toBe(404);
    expect(problem.headers['content-type']).toBe('application/problem+json');
    await page.context().close();
  });
});

interface Fetched {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As they were sent. */
  readonly bytes: number;
}

/** What the gateway sends to somebody who takes gzip. */
function fetched(url: string, headers: Record<string, string> = {}): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers: { 'accept-encoding': 'gzip', ...headers } }, (reply) => {
      let bytes = 0;
      reply.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      reply.on('end', () =>
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, bytes }),
      );
      reply.on('error', reject);
    });
    request.on('error', reject);
  });
}

async function bytesOf(urls: readonly string[]): Promise<number> {
  const all = await Promise.all(urls.map((url) => fetched(url)));
  return all.reduce((sum, { bytes }) => sum + bytes, 0);
}

// What follows runs in the page, and uses nothing outside itself.

/** Notes when somebody could first write a question. */
function watchForUse(): void {
  const observer = new MutationObserver(() => {
    if (!document.querySelector('main textarea')) return;
    Reflect.set(window, 'usableAt', performance.now());
    observer.disconnect();
  });
  observer.observe(document, { subtree: true, childList: true });
}

function askedBeforeUse(): string[] {
  const usableAt: number = Reflect.get(window, 'usableAt');
  const all = performance.getEntriesByType('resource');
  return all.filter(({ startTime }) => startTime < usableAt).map(({ name }) => name);
}

function fontsAsked(): string[] {
  const all = performance.getEntriesByType('resource').map(({ name }) => name);
  return all.filter((url) => url.endsWith('.woff2'));
}

function allAsked(): string[] {
  return performance.getEntriesByType('resource').map(({ name }) => name);
}
