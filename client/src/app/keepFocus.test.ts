// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepFocus } from './keepFocus';

let fine = true;
globalThis.matchMedia = () => ({ matches: fine }) as MediaQueryList;
keepFocus(document);

beforeEach(() => {
  fine = true;
  document.body.innerHTML = `
    <textarea></textarea>
    <button id="one"></button>
    <section><button id="two"></button><button id="three"></button></section>`;
});
afterEach(() => document.body.replaceChildren());

const section = () => element('section');

function element(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`there is no ${selector}`);
  return found;
}

/** Focuses these, one after the other. */
function visit(...selectors: string[]): void {
  for (const selector of selectors) element(selector).focus();
}

const nextFrame = () =>
  new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));

test('the focus goes back to what had it last and is still there', async () => {
  visit('textarea', '#one', '#two', '#three');

  section().remove();
  await nextFrame();

  expect(document.activeElement).toBe(element('#one'));
});

test('it stays where somebody else has put it', async () => {
  visit('#one', '#two');

  section().remove();
  visit('textarea');
  await nextFrame();

  expect(document.activeElement).toBe(element('textarea'));
});

test('it goes nowhere if nothing was to have it', async () => {
  visit('#one', '#two');

  element('#two').blur();
  await nextFrame();
  section().remove();
  await nextFrame();

  expect(document.activeElement).toBe(document.body);
});

test('a field does not get it from a finger, for the keyboard would come up', async () => {
  fine = false;
  visit('#one', 'textarea', '#two');

  section().remove();
  await nextFrame();

  expect(document.activeElement).toBe(element('#one'));
});
