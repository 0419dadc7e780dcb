import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { build, type PreviewServer, preview } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, open } from './browser';
import { environment } from './environment';

const root = fileURLToPath(new URL('article', import.meta.url));

describe("the article's own page, from another origin", () => {
  let outDir: string;
  let site: PreviewServer;
  let browser: Browser;

  beforeAll(async () => {
    outDir = await mkdtemp(join(tmpdir(), 'spate-article-'));
    const shared = { root, configFile: false, logLevel: 'warn' } as const;
    await build({ ...shared, build: { outDir, emptyOutDir: true } });
    site = await preview({ ...shared, build: { outDir }, preview: { port: 0, host: 'localhost' } });
    // The article's address is written into its code, and the gateway under test has another port.
    const { port } = new URL(environment.gateway);
    browser = await launch(`--host-resolver-rules=MAP localhost:8000 127.0.0.1:${port}`);
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await rm(outDir, { recursive: true });
  });

  test('hears the clock', async () => {
    const { page, complaints } = await open(browser, site.resolvedUrls?.local[0] ?? '');
    const lines = page.locator('p');

    await lines.nth(2).waitFor();

    await page.getByRole('heading', { name: 'Live updates from server', exact: true }).waitFor();
    for (const line of await lines.allTextContents()) {
      expect(line).toMatch(/^Message at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    }
    expect(complaints).toEqual([]);
  });
});
