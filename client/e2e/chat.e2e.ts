import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launch } from './browser';
import { environment } from './environment';
import {
  answerText,
  answerTexts,
  arrived,
  ask,
  begin,
  chinese,
  chooseModel,
  composer,
  ended,
  lastTurn,
  list,
  long,
  questions,
  setParameters,
  snapshot,
  type Visit,
  visit,
} from './page';

/** Something of everything that Markdown has, and white space that must not get lost. */
const source = [
  '# Levels\n\n* one\n  * **two**\n\n',
  '| where | m |\n|---|--:|\n| bridge | 2.4 |\n\n',
  '```js\nconst level = `a\\n`;\n\n\tfalls(level);\n```\n\n',
  '> 水位：**很高**。\n\n1. $x^2$ &amp; <b>no HTML</b>  \n[a link](https://example.com/)\n  trailing  ',
].join('');

describe('the chat', () => {
  let browser: Browser;
  let visited: Visit;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    visited = await visit(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
    ({ page } = visited);
  });

  afterEach(async () => {
    await page.context().close();
    expect(visited.complaints, 'console errors and policy violations').toEqual([]);
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());

  test.each([
    ['English', long],
    ['Chinese with emoji', chinese],
  ])('streams an answer in, in %s: the text only grows, and ends whole', async (_, question) => {
    await page.evaluate(watchAnswer);

    await ask(page, question);
    await ended(page);

    const seen = await page.evaluate(() => window.seen);
    expect(await answerText(page)).toBe(question);
    expect((await snapshot(visited.streams[0])).text).toBe(question);
    expect(seen.length).toBeGreaterThan(10);
    for (const text of seen) expect(question.startsWith(text), text).toBe(true);
    const lengths = seen.map((text) => text.length);
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
  });

  test('ends an answer on Stop, for everybody', async () => {
    await chooseModel(page, 'clock');
    await setParameters(page, { everyMs: '50' });
    await ask(page, 'What time is it?');
    await arrived(page, 40);

    await button('Stop').click();
    await lastTurn(page).getByText('Stopped.', { exact: true }).waitFor();

    await ended(page);
    await expect.poll(() => page.getByRole('status').allTextContents()).toContain('Stopped.');
    expect(await button('Stop').count()).toBe(0);
    await button('Send').waitFor();
    const { state, reason, text } = await snapshot(visited.streams[0]);
    expect([state, reason]).toEqual(['finished', 'cancelled']);
    await lastTurn(page).hover();
    await button('Copy as Markdown').click();
    await expect.poll(clipboard).toBe(text);
    const log = await fetch(`${environment.gateway}/v1/streams/${visited.streams[0]}`);
    expect(await log.text()).toMatch(/event: finished\n(.*\n)*?data: \{"reason":"cancelled"/);
  });

  test('says 停止 in Chinese, and that it has', async () => {
    const visitor = await visit(browser, { locale: 'zh-CN' });
    const { page, streams, complaints } = visitor;
    await ask(page, chinese.repeat(4));
    await arrived(page, 10);

    await page.getByRole('button', { name: '停止', exact: true }).click();
    await lastTurn(page).getByText('已停止。', { exact: true }).waitFor();

    expect((await snapshot(streams[0])).reason).toBe('cancelled');
    await page.context().close();
    expect(complaints).toEqual([]);
  });

  test('answers again, and keeps both answers', async () => {
    await ask(page, 'One.');
    await ended(page);
    await ask(page, 'Two.');
    await ended(page);

    await lastTurn(page).hover();
    await lastTurn(page).getByRole('button', { name: 'Answer again', exact: true }).click();
    await lastTurn(page).getByText('2 / 2', { exact: true }).waitFor();
    await ended(page);

    expect(await questions(page)).toEqual(['One.', 'Two.']);
    expect(await answerTexts(page)).toEqual(['One.', 'Two.']);
    expect(visited.streams).toHaveLength(3);
    const [, before, again] = await Promise.all(visited.streams.map((id) => snapshot(id)));
    expect(again?.request).toEqual(before?.request);
  });

  test('answers again with another model, and goes on with the one that was chosen', async () => {
    await ask(page, 'One.');
    await ended(page);

    await answerAgainWith(page, 'script/tools');
    await lastTurn(page).getByText('2 / 2', { exact: true }).waitFor();
    await ended(page);

    const again = await snapshot(visited.streams[1]);
    expect(again.model).toBe('script/tools');
    expect(again.request.messages).toEqual([{ role: 'user', content: 'One.' }]);
    expect(await answerText(page)).toBe(again.text.trim());
    await lastTurn(page).getByText('script/tools', { exact: true }).waitFor();
    await ask(page, 'Two.');
    await ended(page);
    expect((await snapshot(visited.streams[2])).model).toBe('echo');
  });

  test('asks again in other words, and leaves out what came after', async () => {
    for (const question of ['One.', 'Two.', 'Three.']) {
      await ask(page, question);
      await ended(page);
    }
    const second = page.getByRole('article').nth(1);

    await second.hover();
    await second.getByRole('button', { name: 'Edit the question' }).click();
    const field = page.getByRole('textbox', { name: 'The question in other words' });
    expect(await field.inputValue()).toBe('Two.');
    await field.fill('Zwei.');
    await button('Ask again').click();
    await second.getByText('2 / 2', { exact: true }).waitFor();
    await ended(page);

    expect(await questions(page)).toEqual(['One.', 'Zwei.']);
    expect(await answerTexts(page)).toEqual(['One.', 'Zwei.']);
    expect((await snapshot(visited.streams[3])).request.messages).toEqual([
      { role: 'user', content: 'One.' },
      { role: 'assistant', content: 'One.' },
      { role: 'user', content: 'Zwei.' },
    ]);
  });

  test('leaves a question as it was on Esc', async () => {
    await ask(page, 'One.');
    await ended(page);

    await lastTurn(page).hover();
    await button('Edit the question').click();
    await page.keyboard.type(' And another.');
    await page.keyboard.press('Escape');

    await button('Edit the question').waitFor({ state: 'attached' });
    expect(await questions(page)).toEqual(['One.']);
    expect(visited.streams).toHaveLength(1);
  });

  test('steps through branches ‹ 2 / 3 › both ways, and stays there over a reload', async () => {
    await setParameters(page, { tokensPerSecond: '0', firstPieceMs: '0' });
    await ask(page, 'One.');
    await ended(page);
    for (const [at, model] of ['script/tools', 'script/chinese'].entries()) {
      await answerAgainWith(page, model);
      await lastTurn(page)
        .getByText(`${at + 2} / ${at + 2}`, { exact: true })
        .waitFor();
      await ended(page);
    }
    const answers = (await Promise.all(visited.streams.map((id) => snapshot(id)))).map(
      ({ text }) => text,
    );
    const replies = page.getByRole('group', { name: 'Answers to the question' });
    const shows = async (place: number) => {
      await replies.getByText(`${place} / 3`, { exact: true }).waitFor();
      await page.getByRole('article').nth(0).hover();
      await lastTurn(page).getByRole('button', { name: 'Copy as Markdown' }).click();
      await expect.poll(clipboard).toBe(answers[place - 1]);
    };

    await shows(3);
    await replies.getByRole('button', { name: 'Previous' }).click();
    await shows(2);
    await replies.getByRole('button', { name: 'Previous' }).click();
    await shows(1);
    expect(await answerText(page)).toBe('One.');
    await replies.getByRole('button', { name: 'Next' }).click();
    await shows(2);

    await page.reload();
    await shows(2);

    await ask(page, 'Two.');
    await ended(page);
    expect((await snapshot(visited.streams[3])).request.messages).toEqual([
      { role: 'user', content: 'One.' },
      { role: 'assistant', content: answers[1] },
      { role: 'user', content: 'Two.' },
    ]);
    await replies.getByRole('button', { name: 'Previous' }).click();
    await expect.poll(() => questions(page)).toEqual(['One.']);
    await replies.getByRole('button', { name: 'Next' }).click();
    await expect.poll(() => questions(page)).toEqual(['One.', 'Two.']);
  });

  test('copies exactly what came, as Markdown', async () => {
    await setParameters(page, { tokensPerSecond: '0' });
    await ask(page, source);
    await ended(page);
    expect((await snapshot(visited.streams[0])).text).toBe(source);

    await lastTurn(page).hover();
    await lastTurn(page)
      .getByRole('button', { name: 'Copy as Markdown', exact: true })
      .last()
      .click();

    await button('Copied').waitFor();
    expect(await clipboard()).toBe(source);
    await page.reload();
    await lastTurn(page).getByRole('table').waitFor();
    await page.keyboard.press('Control+Shift+C');
    await page.getByText('Copied', { exact: true }).waitFor();
    expect(await clipboard()).toBe(source);
    await lastTurn(page).getByRole('button', { name: 'Copy code' }).click();
    await expect.poll(clipboard).toBe('const level = `a\\n`;\n\n\tfalls(level);');
    await lastTurn(page).hover();
    await button('Copy the question').click();
    await expect.poll(clipboard).toBe(source);
  });

  test('shows what can be done with the last answer, and with another one where one points', async () => {
    for (const question of ['One.', 'Two.']) {
      await ask(page, question);
      await ended(page);
    }
    const shown = () =>
      page
        .getByRole('button', { name: 'Answer again' })
        .locator('..')
        .evaluateAll((all) => all.map((actions) => getComputedStyle(actions).opacity));

    await composer(page).hover();
    await expect.poll(shown).toEqual(['0', '1']);
    await page.getByRole('article').first().hover();
    await expect.poll(shown).toEqual(['1', '1']);
    await composer(page).hover();
    await expect.poll(shown).toEqual(['0', '1']);
  });

  test('copies what has come so far', async () => {
    await ask(page, long);
    await arrived(page, 60);

    await lastTurn(page).hover();
    await button('Copy as Markdown').click();
    await button('Copied').waitFor();
    const copied = await clipboard();
    await ended(page);

    expect(long.startsWith(copied)).toBe(true);
    expect(copied.length).toBeGreaterThanOrEqual(60);
  });

  test('lets the next questions be queued, and asks them when it is their turn', async () => {
    const queue = page.getByRole('list', { name: 'Questions that wait for the answer to end' });
    await ask(page, long);
    for (const next of ['Two.', 'Not this.', 'Three.']) {
      await composer(page).fill(next);
      await button('Queue').click();
      await queue.getByText(next, { exact: true }).waitFor();
    }
    await button("Don't ask: Not this.").click();

    await expect
      .poll(() => queue.getByRole('listitem').allTextContents())
      .toEqual(['Two.', 'Three.']);
    expect(await composer(page).inputValue()).toBe('');
    expect(await questions(page)).toEqual([long]);
    await expect
      .poll(() => answerTexts(page), { timeout: 20_000 })
      .toEqual([long, 'Two.', 'Three.']);
    await ended(page);
    expect(await queue.count()).toBe(0);
    expect(
      (await snapshot(visited.streams[2])).request.messages.map(({ content }) => content),
    ).toEqual([long, long, 'Two.', 'Two.', 'Three.']);
  });

  test('gives back what was queued as a draft after Stop', async () => {
    await ask(page, long.repeat(3));
    await composer(page).fill('Two.');
    await composer(page).press('Enter');
    await button("Don't ask: Two.").waitFor();
    await composer(page).fill('Thr');

    await button('Stop').click();
    await lastTurn(page).getByText('Stopped.', { exact: true }).waitFor();

    await expect.poll(() => composer(page).inputValue()).toBe('Two.\n\nThr');
    await page.reload();
    await expect.poll(() => composer(page).inputValue()).toBe('Two.\n\nThr');
    expect(visited.streams).toHaveLength(1);
  });

  test('keeps a draft for each conversation, also over a reload', async () => {
    await composer(page).fill('First of all');
    await page.reload();
    await expect.poll(() => composer(page).inputValue()).toBe('First of all');
    await ask(page, 'One.');
    await ended(page);
    await composer(page).fill('Half a quest');
    await begin(page);
    await expect.poll(() => composer(page).inputValue()).toBe('');
    await ask(page, 'Another.');
    await ended(page);
    await composer(page).fill('其他');

    await list(page).getByRole('link', { name: 'One.' }).click();
    await expect.poll(() => composer(page).inputValue()).toBe('Half a quest');
    await composer(page).press('End');
    await composer(page).pressSequentially('ion');
    await page.reload();
    await expect.poll(() => composer(page).inputValue()).toBe('Half a question');
    await list(page).getByRole('link', { name: 'Another.' }).click();
    await expect.poll(() => composer(page).inputValue()).toBe('其他');
    await page.goBack();
    await expect.poll(() => composer(page).inputValue()).toBe('Half a question');
  });

  test("sends parameters, a simulator's knobs and its fault along, and says the fault", async () => {
    const simulate = {
      firstPieceMs: 7,
      tokensPerSecond: 500,
      jitter: 'uniform',
      jitterPercent: 30,
      seed: 41,
    };
    await setParameters(page, {
      max_tokens: '40',
      ...Object.fromEntries(Object.entries(simulate).map(([name, value]) => [name, `${value}`])),
      'fault.kind': 'fail',
      'fault.code': 'store_full',
      'fault.afterPieces': '3',
    });
    await page.getByTitle('7 parameters set').waitFor();

    await ask(page, long);
    await ended(page);

    const { request, state, failure, text } = await snapshot(visited.streams[0]);
    expect(request).toEqual({
      model: 'echo',
      messages: [{ role: 'user', content: long }],
      max_tokens: 40,
      simulate: { ...simulate, fault: { kind: 'fail', code: 'store_full', afterPieces: 3 } },
    });
    expect([state, failure?.code]).toEqual(['failed', 'store_full']);
    expect(await answerText(page)).toBe(text.trim());
    await lastTurn(page).getByText('The gateway has no room for more answers just now.').waitFor();

    await page.getByRole('button', { name: 'Parameters' }).click();
    await button('Reset all').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
    await lastTurn(page).getByRole('button', { name: 'Retry' }).click();
    await lastTurn(page).getByText('2 / 2', { exact: true }).waitFor();
    await ended(page);
    expect((await snapshot(visited.streams[1])).request).toEqual({
      model: 'echo',
      messages: [{ role: 'user', content: long }],
    });
    expect(await answerText(page)).toBe(long);
  });

  test('says so when an answer is cut short at the length limit', async () => {
    await setParameters(page, { max_tokens: '5' });
    await ask(page, long);
    await ended(page);

    await lastTurn(page).getByText('Cut short at the length limit.').waitFor();
    expect((await snapshot(visited.streams[0])).reason).toBe('length');
    expect(long.startsWith(await answerText(page))).toBe(true);
  });

  test('has system prompts that are kept, and chosen', async () => {
    const told = async (stream: number) =>
      (await snapshot(visited.streams[stream])).request.messages.map(
        ({ role, content }) => `${role}: ${content}`,
      );
    const dialog = page.getByRole('dialog', { name: 'System prompt' });
    await button('System prompt').click();
    await dialog.getByRole('textbox', { name: /^What the model is told/ }).fill('Be brief.');
    await dialog.getByRole('textbox', { name: 'Keep it under a name' }).fill('Brief');
    await dialog.getByRole('button', { name: 'Keep', exact: true }).click();
    await dialog.getByRole('button', { name: 'Brief Be brief.', pressed: true }).waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await ask(page, 'One.');
    await ended(page);
    expect(await told(0)).toEqual(['system: Be brief.', 'user: One.']);

    await page.reload();
    await begin(page);
    await ask(page, 'Two.');
    await ended(page);
    expect(await told(1)).toEqual(['user: Two.']);

    await button('System prompt').click();
    await dialog.getByRole('button', { name: 'Brief Be brief.', pressed: false }).click();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await ask(page, 'Three.');
    await ended(page);
    expect(await told(2)).toEqual([
      'system: Be brief.',
      'user: Two.',
      'assistant: Two.',
      'user: Three.',
    ]);
  });

  test('offers the models of the gateway, its default first, and remembers which was taken', async () => {
    const reply = await fetch(`${environment.gateway}/v1/models`);
    const models: { id: string }[] = (await reply.json()).data;

    await button('Model: echo').click();
    const offered = page.getByRole('menuitemradio');
    await offered.first().waitFor();
    const names = models.map(({ id }) => expect.stringMatching(new RegExp(`^${id}`)));
    expect(await offered.allTextContents()).toEqual(names);
    expect(await page.getByRole('menuitemradio', { checked: true }).allTextContents()).toEqual([
      expect.stringContaining('echo'),
    ]);
    await page.keyboard.press('Escape');
    await chooseModel(page, 'script/tools');
    await ask(page, 'One.');
    await ended(page);

    expect((await snapshot(visited.streams[0])).request.model).toBe('script/tools');
    await page.reload();
    await button('Model: script/tools').waitFor();
    await begin(page);
    await button('Model: script/tools').waitFor();
  });

  test('has a starter for each script, which plays it', async () => {
    const starters = page.getByRole('list', { name: 'To begin with' }).getByRole('button');
    await starters.first().waitFor();
    const names = await starters.allTextContents();
    expect(names.map((name) => name.replace(/^.*(?=script\/)/, ''))).toEqual(
      ['prose', 'code', 'chinese', 'long', 'tools'].map((name) => `script/${name}`),
    );

    for (const [at, name] of names.entries()) {
      await starters.nth(at).click();
      await arrived(page, 1);
      await page.keyboard.press('Escape');
      await ended(page);
      const { model, text } = await snapshot(visited.streams[at]);
      expect(name).toContain(model);
      expect(text).not.toBe('');
      await begin(page);
    }
  });

  test('sends the conversation as it stands on the page, also after a reload', async () => {
    await ask(page, 'One.');
    await ended(page);
    await page.reload();
    await arrived(page, 'One.'.length);
    await ask(page, 'Two.');
    await ended(page);

    expect((await snapshot(visited.streams[1])).request.messages).toEqual([
      { role: 'user', content: 'One.' },
      { role: 'assistant', content: 'One.' },
      { role: 'user', content: 'Two.' },
    ]);
    expect(await answerTexts(page)).toEqual(['One.', 'Two.']);
  });

  test('draws a list with its bullets, and one in numbers with those', async () => {
    await ask(page, '- rain\n- snow\n\n1. first\n2. then');
    await ended(page);

    const style = (list: string) =>
      lastTurn(page)
        .locator(`[data-text] ${list}`)
        .evaluate((element) => getComputedStyle(element).listStyleType);
    expect(await style('ul')).toBe('disc');
    expect(await style('ol')).toBe('decimal');
  });

  test('cuts a long question after its last line that is not blank', async () => {
    await ask(page, 'one\ntwo\nthree\n\n\n\nseven\neight');
    await ended(page);

    const heading = lastTurn(page).getByRole('heading', { level: 2 });
    const lines = () =>
      heading.evaluate((e) => e.clientHeight / Number.parseFloat(getComputedStyle(e).lineHeight));
    expect(await lines()).toBe(3);
    await button('Show all').click();
    await expect.poll(lines).toBe(8);
    await button('Show less').click();
    await expect.poll(lines).toBe(3);
  });

  test('sets a question of one line as a heading, and what is longer, or code, as what it is', async () => {
    const heading = lastTurn(page).getByRole('heading', { level: 2 });
    const font = (of: Locator) =>
      of.evaluate((element) => {
        const { fontFamily, fontWeight } = getComputedStyle(element);
        return [fontFamily.split(',')[0], fontWeight];
      });
    await setParameters(page, { tokensPerSecond: '0' });
    await ask(page, 'Why?');
    await ended(page);
    expect(await font(heading)).toEqual(['"Instrument Sans"', '600']);

    const source = 'Why does this fail?\n\n```js\nif (high) {\n\twarn();\n}\n```\nAnd since when?';
    await ask(page, source);
    await ended(page);
    expect((await questions(page)).at(-1)).toBe(
      'Why does this fail?\nif (high) {\n\twarn();\n}\nAnd since when?\n',
    );
    expect(await font(heading)).toEqual(['"Instrument Sans"', '400']);
    expect(await font(heading.locator('code'))).toEqual(['"IBM Plex Mono"', '400']);
    // Five lines, whatever room there is around the code.
    expect(await button('Show all').count()).toBe(0);
    expect((await snapshot(visited.streams[1])).request.messages.at(-1)?.content).toBe(source);
    await lastTurn(page).hover();
    await lastTurn(page).getByRole('button', { name: 'Edit the question' }).click();
    const field = page.getByRole('textbox', { name: 'The question in other words' });
    expect(await field.inputValue()).toBe(source);
    await page.keyboard.press('Escape');

    const lines = Array.from({ length: 9 }, (_, line) => `line${line};`).join('\n');
    await ask(page, `See:\n\`\`\`\n${lines}\n\`\`\``);
    await ended(page);
    const seen = () =>
      heading.evaluate((element) => {
        const { bottom } = element.getBoundingClientRect();
        const code = element.querySelector('code')?.firstChild;
        return [...(code?.textContent ?? '').matchAll(/line\d/g)].filter(({ index }) => {
          const range = document.createRange();
          if (code) range.setStart(code, index);
          if (code) range.setEnd(code, index + 5);
          return range.getBoundingClientRect().bottom <= bottom;
        }).length;
      });
    await expect.poll(seen).toBe(5);
    await button('Show all').click();
    await expect.poll(seen).toBe(9);
  });

  test('is served under a policy that forbids all but its own', async () => {
    const response = await page.goto(environment.gateway);

    const policy = response?.headers()['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain('unsafe');
    for (const font of ['15px "Instrument Sans"', '13px "IBM Plex Mono"']) {
      const faces = (font: string) => document.fonts.load(font).then((loaded) => loaded.length);
      expect(await page.evaluate(faces, font)).toBe(1);
    }
  });
});

/** In the page: notes every text that the last answer has had on it. */
function watchAnswer() {
  window.seen = [];
  new MutationObserver(() => {
    const runs = [...document.querySelectorAll('article')].at(-1)?.querySelectorAll('[data-text]');
    const text = [...(runs ?? [])].map((run) => run.textContent).join('');
    if (text !== '' && text !== window.seen.at(-1)) window.seen.push(text);
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}

async function answerAgainWith(page: Page, model: string): Promise<void> {
  await lastTurn(page).hover();
  await lastTurn(page).getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: `Answer again with ${model}`, exact: true }).click();
}

declare global {
  interface Window {
    seen: string[];
  }
}
