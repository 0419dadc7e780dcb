import type { Locator, Page } from 'playwright-core';

/** A prompt that `echo` needs some two seconds to say. */
export const long =
  'Rain fell on the hills all night, and in the morning the dry bed of the river was full: ' +
  'first a murmur between the stones, then a brown line, then all at once the whole width of it, ' +
  'carrying branches and leaves and the light of the sky down to the plain, where people stood on ' +
  'the bridge to watch it pass, and nobody said a word until the gauge had stopped climbing.';

export const chinese =
  '为什么用服务器发送事件？因为连接会断，而答案不该断。🌊 河水漫过石头，漫过桥墩，漫过昨天的水位线；' +
  '看水的人站在岸上，数着刻度：一、二、三、四、五。👩🏽‍🌾 雨停了，水还在涨。';

export async function ask(page: Page, prompt: string): Promise<void> {
  await draft(page).fill(prompt);
  await draft(page).press('Enter');
}

/** The box where a prompt is written. */
export function draft(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Prompt' });
}

export function lastTurn(page: Page): Locator {
  return page.getByRole('article').last();
}

/** The text of the last answer so far, without its seams. */
export async function answer(page: Page): Promise<string> {
  const runs = await lastTurn(page).locator('[data-text]').allTextContents();
  return runs.join('');
}

/** The text of every answer so far. */
export function answers(page: Page): Promise<string[]> {
  return page
    .getByRole('article')
    .evaluateAll((articles) =>
      articles.map((article) =>
        [...article.querySelectorAll('[data-text]')].map((run) => run.textContent).join(''),
      ),
    );
}

export async function ended(page: Page): Promise<void> {
  await lastTurn(page).and(page.locator('[aria-busy=false]')).waitFor();
}

/** Waits until so much of the answer has come. */
export async function arrived(page: Page, length: number): Promise<void> {
  while ((await answer(page)).length < length) {
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}
