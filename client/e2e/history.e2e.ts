import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { historyContract } from '../src/history/historyContract';
import { launch } from './browser';
import { type Bundled, bundled } from './bundled';

const ROOM_BYTES = 300_000;

describe('a history in IndexedDB', () => {
  let site: Bundled;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    site = await bundled('history');
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  beforeEach(async () => {
    context = await browser.newContext();
    page = await tab();
  });

  afterEach(async () => {
    await context.close();
  });

  async function tab(): Promise<Page> {
    const opened = await context.newPage();
    await opened.goto(site.url);
    return opened;
  }

  test.each(historyContract)('$name', async ({ name, expected }) => {
    const number = historyContract.findIndex((each) => each.name === name);

    expect(await page.evaluate((n) => window.bench.shown(n), number)).toEqual(expected);
  });

  test('is there after a reload', async () => {
    const keeping = await page.evaluate(async () => {
      const { conversation, question, reply } = window.bench;
      const history = await window.bench.mine();
      await history.put(conversation('c', { title: 'Why' }), [question('q'), reply('a')]);
      return history.keeping().kind;
    });

    await page.reload();

    expect(keeping).toBe('kept');
    expect(
      await page.evaluate(async () => {
        const history = await window.bench.mine();
        return [(await history.conversation('c'))?.title, (await history.messages('c')).length];
      }),
    ).toEqual(['Why', 2]);
  });

  test('has what a page told while it was left', async () => {
    await page.evaluate(async () => {
      const { conversation, reply, part, finished } = window.bench;
      const history = await window.bench.mine();
      await history.put(conversation('c'), [reply('a'), reply('b')]);
      addEventListener('pagehide', () => {
        void history.keep('a', part('a-key', { position: 7, text: 'x'.repeat(1_000_000) }));
        void history.keep('b', part('b-key', { position: 8, ...finished }));
      });
    });

    await page.reload();

    expect(
      await page.evaluate(async () => {
        const history = await window.bench.mine();
        const found = await Promise.all(['a', 'b'].map((id) => history.message(id)));
        return found.map((one) => one?.kind === 'reply' && one.parts[0]?.answer.position);
      }),
    ).toEqual([7, 8]);
  });

  test('gives each queued question to one of two tabs', async () => {
    const queue = Array.from({ length: 10 }, (_, at) => `question ${at}`);
    const other = await tab();
    await page.evaluate(async (questions) => {
      const { conversation } = window.bench;
      await (await window.bench.mine()).put(conversation('c', { queue: questions }));
    }, queue);

    const taken = await Promise.all(
      [page, other].map((one) =>
        one.evaluate(async () => {
          const history = await window.bench.mine();
          const mine: string[] = [];
          for (let text = await history.dequeue('c'); text !== undefined; ) {
            mine.push(text);
            text = await history.dequeue('c');
          }
          return mine;
        }),
      ),
    );

    expect(taken.flat().sort()).toEqual(queue);
  });

  test('says that it is full, loses nothing, and goes on in this tab', async () => {
    const quota = await context.newCDPSession(page);
    const { origin } = new URL(site.url);
    // Before the first write: Chromium remembers for seconds how much room it had.
    await quota.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: ROOM_BYTES });
    await page.evaluate(async () => {
      const { conversation, question, reply, part } = window.bench;
      const history = await window.bench.mine();
      const told: string[] = [];
      Reflect.set(window, 'told', told);
      history.subscribe(() => told.push(history.keeping().kind));
      const message = reply('a', { parts: [part('k', { position: 1, text: 'kept' })] });
      await history.put(conversation('c', { title: 'before' }), [question('q'), message]);
    });

    const during = await page.evaluate(async (tooMuch) => {
      const { conversation, question, part } = window.bench;
      const history = await window.bench.mine();
      await history.put(conversation('c', { title: 'after' }), [
        question('long', { text: 'x'.repeat(tooMuch), parent: 'a' }),
      ]);
      await history.keep('a', part('k', { position: 2, text: 'further' }));
      const a = await history.message('a');
      return [
        history.keeping().kind,
        (await history.conversations()).map(({ title }) => title),
        (await history.messages('c')).map(({ id }) => id).sort(),
        a?.kind === 'reply' && a.parts[0]?.answer.text,
      ];
    }, ROOM_BYTES);

    const elsewhere = await (await tab()).evaluate(async () => {
      const history = await window.bench.mine();
      const a = await history.message('a');
      return [
        (await history.conversation('c'))?.title,
        (await history.messages('c')).map(({ id }) => id).sort(),
        a?.kind === 'reply' && a.parts[0]?.answer.text,
      ];
    });

    await quota.send('Storage.overrideQuotaForOrigin', { origin });
    const after = await page.evaluate(async () => {
      const history = await window.bench.mine();
      await history.change('c', (now) => ({ ...now, draft: 'room' }));
      return [history.keeping().kind, Reflect.get(window, 'told')];
    });
    await page.reload();
    const reloaded = await page.evaluate(async () => {
      const history = await window.bench.mine();
      const { title, draft } = (await history.conversation('c')) ?? {};
      return [title, draft, (await history.messages('c')).map(({ id }) => id).sort()];
    });

    expect(during).toEqual(['full', ['after'], ['a', 'long', 'q'], 'further']);
    expect(elsewhere).toEqual(['before', ['a', 'q'], 'kept']);
    expect(after).toEqual(['kept', ['full', 'kept']]);
    expect(reloaded).toEqual(['after', 'room', ['a', 'long', 'q']]);
  });

  test('makes room, even when it is full, by what is purged', async () => {
    const quota = await context.newCDPSession(page);
    const { origin } = new URL(site.url);
    // Before the first write: Chromium remembers for seconds how much room it had.
    await quota.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: ROOM_BYTES });
    await page.evaluate(async () => {
      const { conversation, question } = window.bench;
      const history = await window.bench.mine();
      await history.put(conversation('c'), [question('q')]);
    });

    const full = await page.evaluate(async (tooMuch) => {
      const history = await window.bench.mine();
      await history.change('c', (now) => ({ ...now, deletedAt: 1, draft: 'x'.repeat(tooMuch) }));
      const kind = history.keeping().kind;
      await history.purge(2);
      return [kind, await history.messages('c')];
    }, ROOM_BYTES);
    const elsewhere = await (await tab()).evaluate(async () => {
      const history = await window.bench.mine();
      return [await history.conversation('c'), await history.messages('c')];
    });

    expect(full).toEqual(['full', []]);
    expect(elsewhere).toEqual([undefined, []]);
  });

  test('leaves out what is damaged, says so, and keeps it where it is', async () => {
    await page.evaluate(async () => {
      const { conversation, question, reply } = window.bench;
      const history = await window.bench.mine();
      await history.put(conversation('whole'), [question('q', { conversation: 'whole' })]);
      await history.put(conversation('c'), [question('r'), reply('a'), reply('b')]);
      await history.put(conversation('d'));
      await history.put(conversation('e'));
      await history.putSystemPrompt({ id: 'p', name: 'P', text: '' });
      const opening = indexedDB.open('spate');
      await new Promise((resolve) => opening.addEventListener('success', resolve));
      const names = ['conversations', 'messages', 'systemPrompts'];
      const transaction = opening.result.transaction(names, 'readwrite');
      const put = (store: string, record: object) => transaction.objectStore(store).put(record);
      const { choice: _, ...aimless } = conversation('d');
      put('conversations', aimless);
      put('conversations', { ...conversation('e', { deletedAt: 1 }), queue: 7 });
      const [part] = reply('a').parts;
      put('messages', { ...reply('a'), parts: [{ ...part, answer: null }], live: 1 });
      put('systemPrompts', { id: 'p' });
      await new Promise((resolve) => transaction.addEventListener('complete', resolve));
      opening.result.close();
    });
    await page.reload();

    const read = await page.evaluate(async () => {
      const history = await window.bench.mine();
      const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id).sort();
      const before = history.keeping().kind;
      await history.purge(2);
      return {
        before,
        conversations: ids(await history.conversations()),
        one: await history.conversation('d'),
        messages: ids(await history.messages('c')),
        message: await history.message('a'),
        live: ids(await history.live()),
        all: (await history.all()).map(({ messages }) => messages.length).sort(),
        prompts: await history.systemPrompts(),
        changed: await history.change('d', (now) => ({ ...now, title: 'changed' })),
        keeping: history.keeping().kind,
      };
    });
    const stored = await page.evaluate(async () => {
      const opening = indexedDB.open('spate');
      await new Promise((resolve) => opening.addEventListener('success', resolve));
      const transaction = opening.result.transaction(['conversations', 'messages']);
      const counts = ['conversations', 'messages'].map((store) =>
        transaction.objectStore(store).count(),
      );
      await new Promise((resolve) => transaction.addEventListener('complete', resolve));
      opening.result.close();
      return counts.map(({ result }) => result);
    });

    expect(read).toEqual({
      before: 'kept',
      conversations: ['c', 'whole'],
      one: undefined,
      messages: ['b', 'r'],
      message: undefined,
      live: ['b'],
      all: [1, 2],
      prompts: [],
      changed: undefined,
      keeping: 'damaged',
    });
    expect(stored).toEqual([4, 4]);
  });

  test('is in memory where the browser forbids it, or has none', async () => {
    await context.addInitScript(() => {
      if (location.hash === '#none') {
        Object.defineProperty(window, 'indexedDB', { value: undefined });
      } else {
        IDBFactory.prototype.open = () => {
          throw new DOMException('Forbidden.', 'SecurityError');
        };
      }
    });
    const kinds: string[] = [];
    for (const hash of ['', '#none']) {
      const forbidden = await context.newPage();
      await forbidden.goto(site.url + hash);
      kinds.push(
        await forbidden.evaluate(async () => {
          const { conversation } = window.bench;
          const history = await window.bench.mine();
          await history.put(conversation('c'));
          return `${history.keeping().kind} ${(await history.conversations()).length}`;
        }),
      );
    }

    expect(kinds).toEqual(['memory 1', 'memory 1']);
  });

  test('lets newer code upgrade it, and goes on with what that has made', async () => {
    const other = await tab();
    await page.evaluate(async () => {
      const { conversation } = window.bench;
      const history = await window.bench.mine();
      await history.put(conversation('c'));
    });

    const blocked = await other.evaluate(
      () =>
        new Promise((resolve) => {
          const request = indexedDB.open('spate', 2);
          let waited = false;
          request.onblocked = () => {
            waited = true;
          };
          request.onupgradeneeded = () => request.result.createObjectStore('later');
          request.onsuccess = () => {
            request.result.close();
            resolve(waited);
          };
        }),
    );
    const after = await page.evaluate(async () => {
      const { conversation } = window.bench;
      const history = await window.bench.mine();
      await history.put(conversation('d'));
      return [history.keeping().kind, (await history.conversations()).map(({ id }) => id).sort()];
    });

    expect(blocked).toBe(false);
    expect(after).toEqual(['kept', ['c', 'd']]);
  });

  test('goes on when the browser has lost its connection', async () => {
    const storage = await context.newCDPSession(page);
    await page.evaluate(async () => {
      const { conversation } = window.bench;
      const history = await window.bench.mine();
      await history.put(conversation('c'));
    });

    await storage.send('Storage.clearDataForOrigin', {
      origin: new URL(site.url).origin,
      storageTypes: 'indexeddb',
    });
    const after = await page.evaluate(async () => {
      const { conversation } = window.bench;
      const history = await window.bench.mine();
      await history.put(conversation('d'));
      return [history.keeping().kind, (await history.conversations()).map(({ id }) => id)];
    });

    expect(after).toEqual(['kept', ['d']]);
  });
});
