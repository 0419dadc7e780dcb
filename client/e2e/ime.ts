import type { CDPSession, Page } from 'playwright-core';

/** Which of them comes first: the Enter that confirms a candidate, or the end of the composition. */
export type Order = 'key first, as in Chromium' | 'end first, as in Safari';

export const orders: readonly Order[] = ['key first, as in Chromium', 'end first, as in Safari'];

/** The keys and ends of compositions that a page has heard, as its scripts see them. */
export const heard: Record<Order, readonly string[]> = {
  'key first, as in Chromium': ['start', 'Enter 229, composing', 'end'],
  'end first, as in Safari': ['start', 'end', 'Enter 229'],
};

/** Writes by an IME of the system where the focus is, for as long as its page lives. */
export class Ime {
  readonly #page: Page;
  readonly #session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  static async of(page: Page): Promise<Ime> {
    return new Ime(page, await page.context().newCDPSession(page));
  }

  /** Begins to compose: the text is there, but not yet for good. */
  async begin(text: string): Promise<void> {
    for (let length = 1; length <= text.length; length++) {
      await this.#session.send('Input.imeSetComposition', {
        text: text.slice(0, length),
        selectionStart: length,
        selectionEnd: length,
      });
    }
  }

  /** Confirms it. */
  async end(text: string): Promise<void> {
    await this.#session.send('Input.insertText', { text });
  }

  /** Takes it back. */
  async giveUp(): Promise<void> {
    await this.#session.send('Input.imeSetComposition', {
      text: '',
      selectionStart: 0,
      selectionEnd: 0,
    });
  }

  /** Presses a key that the IME keeps for itself: the page is told 229, and the key does nothing. */
  async press(key: string): Promise<void> {
    const event = { key, code: key, windowsVirtualKeyCode: 229 };
    await this.#session.send('Input.dispatchKeyEvent', { ...event, type: 'rawKeyDown' });
    await this.#session.send('Input.dispatchKeyEvent', { ...event, type: 'keyUp' });
  }

  /** Composes a text, and confirms it with Enter. Returns what the page heard of it. */
  async write(text: string, order: Order): Promise<readonly string[]> {
    await this.#page.evaluate(listen);
    await this.begin(text);
    if (order === 'key first, as in Chromium') await this.press('Enter');
    await this.end(text);
    if (order === 'end first, as in Safari') await this.press('Enter');
    return this.#page.evaluate(() => window.heardOfIme);
  }
}

/** In the page: hears before anybody else does. */
function listen() {
  const events = ['compositionstart', 'compositionend', 'keydown'];
  window.heardOfIme = [];
  window.endOfHearing?.abort();
  window.endOfHearing = new AbortController();
  for (const name of events) {
    addEventListener(
      name,
      (event) => {
        window.heardOfIme.push(
          event instanceof KeyboardEvent
            ? `${event.key} ${event.keyCode}${event.isComposing ? ', composing' : ''}`
            : name.replace('composition', ''),
        );
      },
      { capture: true, signal: window.endOfHearing.signal },
    );
  }
}

declare global {
  interface Window {
    heardOfIme: string[];
    endOfHearing?: AbortController;
  }
}
