import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
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

/** A browser as it stands on a desk, to be looked at and left. */
export interface Desk {
  readonly context: BrowserContext;
  /**
   * Hides the page, as a closed lid does, and freezes it. What is returned first lets it run again,
   * and then shows it.
   */
  readonly closeLid: (page: Page) => Promise<() => Promise<void>>;
  readonly close: () => Promise<void>;
}

/**
 * A browser of its own. In the others Playwright keeps each page in focus, which then is never
 * hidden, nor frozen.
 */
export async function desk(): Promise<Desk> {
  const port = await freePort();
  const launched = await launch(`--remote-debugging-port=${port}`, '--accept-lang=en-GB');
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
  const [context] = browser.contexts();
  if (!context) throw new Error('this browser has no context of its own');
  return { context, closeLid, close: () => launched.close() };
}

async function closeLid(page: Page): Promise<() => Promise<void>> {
  const devTools = await page.context().newCDPSession(page);
  const { windowId } = await devTools.send('Browser.getWindowForTarget');
  const show = (windowState: 'minimized' | 'normal') =>
    devTools.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
  const seen = (state: DocumentVisibilityState) =>
    page.waitForFunction((state) => document.visibilityState === state, state, { polling: 50 });
  await show('minimized');
  await seen('hidden');
  await devTools.send('Page.setWebLifecycleState', { state: 'frozen' });
  return async () => {
    await devTools.send('Page.setWebLifecycleState', { state: 'active' });
    await show('normal');
    await seen('visible');
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
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
