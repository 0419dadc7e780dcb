import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { app as english } from '../src/i18n/en/app';
import { app as chinese } from '../src/i18n/zh/app';
import { open } from './browser';
import { type Look, still, wear } from './look';

/** The state that shows what is left of a page that could not be drawn, and what it throws. */
const BROKEN = { name: 'broken', thrown: 'a state in which the page is broken' };

const brokenTitle = new RegExp(`^(${english.broken.title}|${chinese.broken.title})$`);

/** All states, and what is wrong with any. */
export interface Seen {
  readonly names: readonly string[];
  readonly wrong: readonly string[];
}

/** Whoever looks at the states, one after the other. */
export interface Looker {
  readonly device: BrowserContextOptions;
  readonly looks: readonly Look[];
  /** Only the states whose names begin so. */
  readonly only?: string;
  /** Looks at one; gives what is wrong with it. */
  readonly see: (page: Page, name: string, look: Look) => Promise<readonly string[]>;
}

/**
 * Shows every state of a site. Wrong is also what a state complains of in the console, and that it
 * could not be drawn, or shows nothing.
 */
export async function seeStates(browser: Browser, url: string, looker: Looker): Promise<Seen> {
  const { device, looks, only = '', see } = looker;
  const { page, complaints } = await open(browser, `${url}states`, device);
  const links = page.getByRole('main').getByRole('link');
  await links.first().waitFor();
  const names = (await links.allTextContents()).filter((name) => name.startsWith(only));

  const wrong: string[] = [];
  for (const name of names) {
    await page.goto(`${url}states/${name}`, { waitUntil: 'networkidle' });
    for (const look of looks) {
      await wear(page, look);
      await still(page);
      const found = [...(await see(page, name, look)), ...(await undrawn(page, name))];
      wrong.push(...found.map((each) => `${name}, ${look.theme}, ${look.language}: ${each}`));
    }
    const said = complaints.splice(0).filter((complaint) => !isMeant(name, complaint));
    wrong.push(...said.map((complaint) => `${name}: ${complaint}`));
  }
  await page.context().close();
  return { names, wrong };
}

async function undrawn(page: Page, name: string): Promise<readonly string[]> {
  const main = page.getByRole('main', { includeHidden: true });
  const broken = await main.getByRole('heading', { level: 1, name: brokenTitle }).count();
  if (name === BROKEN.name) return broken ? [] : ['it does not say that it is broken'];
  if (broken) return ['it could not be drawn'];
  const text = (await main.allTextContents()).join('').trim();
  return text === '' ? ['nothing is drawn'] : [];
}

function isMeant(name: string, complaint: string): boolean {
  return name === BROKEN.name && complaint.includes(BROKEN.thrown);
}
