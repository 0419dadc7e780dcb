import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch } from './browser';
import { type Bundled, states } from './bundled';
import { environment } from './environment';
import { looks, violations, violationsInAllLooks } from './look';
import {
  actOn,
  arrived,
  ask,
  begin,
  chooseModel,
  composer,
  ended,
  lastTurn,
  list,
  openSettings,
  row,
  setParameters,
  visit,
} from './page';
import { seeStates } from './states';

const DESK = { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' } as const;
const PHONE = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  reducedMotion: 'reduce',
} as const;
const MANY_MILLIS = 900_000;

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});

afterAll(() => browser?.close());

describe('axe has nothing against any state, and each is drawn without a complaint', () => {
  let site: Bundled;

  beforeAll(async () => {
    site = await states();
  });

  afterAll(() => site?.close());

  // On a phone only the places are other ones: one look is enough.
  test.concurrent.each([
    ['at a desk', DESK, looks],
    ['on a phone', PHONE, looks.slice(-1)],
  ] as const)(
    '%s',
    async (_, device, looks) => {
      const { names, wrong } = await seeStates(browser, site.url, {
        device,
        looks,
        see: violations,
      });

      expect(names.length).toBeGreaterThan(60);
      expect(wrong).toEqual([]);
    },
    MANY_MILLIS,
  );
});

/** What axe has against a page, each time that it is asked. */
function examined(page: Page) {
  const against: string[] = [];
  const examine = async (name: string) => {
    const found = await violationsInAllLooks(page);
    against.push(...found.map((each) => `${name}, ${each}`));
  };
  return { against, examine };
}

describe('axe has nothing against', () => {
  test(
    'a conversation, whatever has become of its answers',
    async () => {
      const { page, complaints } = await visit(browser, DESK);
      const { against, examine } = examined(page);
      const button = (name: string) => lastTurn(page).getByRole('button', { name, exact: true });
      await composer(page).waitFor();
      await examine('empty');

      await chooseModel(page, 'clock');
      await ask(page, 'What time is it?');
      await arrived(page, 20);
      await composer(page).fill('And now?');
      await composer(page).press('Enter');
      await page.getByRole('button', { name: "Don't ask: And now?" }).waitFor();
      await examine('live');

      await page.getByRole('button', { name: 'Stop', exact: true }).click();
      await ended(page);
      await examine('stopped');

      await begin(page);
      await chooseModel(page, 'script/code');
      await setParameters(page, { tokensPerSecond: '0' });
      await ask(page, 'Show me how it is done in code.');
      await ended(page);
      await lastTurn(page).hover();
      await examine('ended');

      await button('More').click();
      await page.getByRole('menu').waitFor();
      await examine('menu of an answer');
      await page.keyboard.press('Escape');

      await button('Answer again').click();
      await lastTurn(page).getByText('2 / 2', { exact: true }).waitFor();
      await ended(page);
      await examine('branch');

      await lastTurn(page).hover();
      await button('Edit the question').click();
      await page.getByRole('textbox', { name: 'The question in other words' }).waitFor();
      await examine('editing');
      await page.keyboard.press('Escape');

      await setParameters(page, { 'fault.kind': 'fail', 'fault.afterPieces': '9' });
      await ask(page, 'Once more.');
      await ended(page);
      await button('Retry').waitFor();
      await examine('failed');

      await page.keyboard.press('Control+i');
      await page.getByText('Frames', { exact: true }).first().waitFor();
      await examine('inspector');

      expect(against).toEqual([]);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    MANY_MILLIS,
  );

  test(
    'what opens over the page',
    async () => {
      const { page, complaints } = await visit(browser, DESK);
      const { against, examine } = examined(page);
      const dialog = page.getByRole('dialog');
      const closed = async () => {
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
      };
      await ask(page, 'One.');
      await ended(page);

      await openSettings(page);
      await examine('settings');
      await dialog.getByRole('button', { name: 'Add a system prompt' }).click();
      await dialog.getByRole('textbox', { name: 'Instructions' }).waitFor();
      await examine('settings, system prompt');
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await dialog.getByRole('button', { name: 'Delete all…' }).click();
      await page.getByRole('dialog', { name: 'Delete all conversations?' }).waitFor();
      await examine('a question before all is deleted');
      await page.keyboard.press('Escape');
      await closed();

      for (const [name, field] of [
        ['Parameters', 'tokensPerSecond'],
        ['System prompt', /^What the model is told/],
      ] as const) {
        await page.getByRole('button', { name, exact: true }).click();
        await dialog.getByLabel(field).first().waitFor();
        await examine(name);
        await closed();
      }

      await page.keyboard.press('Control+k');
      await dialog.getByRole('combobox').fill('on');
      await dialog.getByRole('option').first().waitFor();
      await examine('search');
      await closed();

      await list(page).getByRole('button', { name: 'Keyboard shortcuts' }).click();
      await dialog.waitFor();
      await examine('help');
      await closed();

      await page.getByRole('button', { name: /^Model: / }).click();
      await page.getByRole('menu').waitFor();
      await examine('models');
      await page.keyboard.press('Escape');

      await row(page, 'One.').hover();
      await row(page, 'One.')
        .getByRole('button', { name: /^Actions for “/ })
        .click();
      await page.getByRole('menu').waitFor();
      await examine('menu of a conversation');
      await page.keyboard.press('Escape');
      await actOn(page, 'One.', 'Rename');
      await list(page).getByRole('textbox').waitFor();
      await examine('renaming');
      await page.keyboard.press('Escape');
      await actOn(page, 'One.', 'Delete');
      await page.getByRole('button', { name: 'Undo' }).waitFor();
      await examine('deleted');

      expect(against).toEqual([]);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    MANY_MILLIS,
  );

  test(
    'the other pages',
    async () => {
      const visited = await visit(browser, DESK);
      const { page, streams } = visited;
      const { against, examine } = examined(page);
      await chooseModel(page, 'clock');
      await ask(page, 'What time is it?');
      await arrived(page, 20);

      await page.goto(`${environment.gateway}/s/${streams[0]}`);
      await arrived(page, 20);
      await examine('a stream that is live');
      await fetch(`${environment.gateway}/v1/streams/${streams[0]}/cancel`, { method: 'POST' });
      await ended(page);
      await examine('a stream that has ended');

      await page.goto(`${environment.gateway}/live`);
      await page.getByRole('listitem').first().waitFor();
      await examine('/live');

      await page.goto(`${environment.gateway}/c/nowhere`);
      await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
      await examine('a conversation that is not there');
      expect(visited.complaints).toEqual([]);

      await page.goto(`${environment.gateway}/s/nowhere`);
      await page.getByRole('heading', { name: "The gateway doesn't have this stream" }).waitFor();
      await examine('a stream that is not there');

      await page.goto(`${environment.gateway}/no/such/page`);
      await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
      await examine('404');

      expect(against).toEqual([]);
      await page.context().close();
    },
    MANY_MILLIS,
  );

  test(
    'the page on a phone',
    async () => {
      const { page, complaints } = await visit(browser, PHONE);
      const { against, examine } = examined(page);
      await composer(page).waitFor();
      await examine('empty');

      await chooseModel(page, 'clock');
      await composer(page).fill('What time is it?');
      await page.getByRole('button', { name: 'Send' }).tap();
      await arrived(page, 20);
      await examine('live');
      await page.getByRole('button', { name: 'Stop', exact: true }).tap();
      await ended(page);

      await page.getByRole('button', { name: 'Show conversations' }).tap();
      await list(page).waitFor();
      await examine('list');
      await list(page).getByRole('button', { name: 'Settings' }).tap();
      await page.getByRole('dialog', { name: 'Settings' }).waitFor();
      await examine('settings');
      await page
        .getByRole('dialog', { name: 'Settings' })
        .getByRole('button', { name: 'Close' })
        .tap();
      await page.getByRole('dialog', { name: 'Settings' }).waitFor({ state: 'detached' });
      if (await list(page).isVisible()) await page.keyboard.press('Escape');

      await lastTurn(page).getByRole('button', { name: 'Inspect the stream' }).tap();
      await page.getByRole('button', { name: 'Close the inspector' }).waitFor();
      await examine('inspector');

      expect(against).toEqual([]);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    MANY_MILLIS,
  );
});
