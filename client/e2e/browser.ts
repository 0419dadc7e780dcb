import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { environment } from './environment';

const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launch(...args: string[]): Promise<Browser> {
  // Chromium refuses to run as root inside its sandbox.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({
    executablePath: environment.chromium,
    args: [...QUIET, ...sandbox, ...args],
  });
}

/** A page in a context of its own, and whatever it has complained of. */
export interface Watched {
  readonly page: Page;
  readonly complaints: string[];
}

export async function open(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Watched> {
  return openIn(await browser.newContext({ locale: 'en-GB', ...options }), url);
}

/** Opens another tab of the same browser. */
export async function openIn(context: BrowserContext, url: string): Promise<Watched> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.exposeFunction('complain', (complaint: string) => complaints.push(complaint));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      Reflect.get(window, 'complain')(`${violatedDirective} forbids ${blockedURI}`);
    });
  });
  await page.goto(url);
  return { page, complaints };
}

/** What Chromium itself logs when a connection is cut. */
export function ofTheNetwork(complaint: string): boolean {
  return complaint.startsWith('Failed to load resource: net::ERR_');
}
