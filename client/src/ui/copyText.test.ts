// @vitest-environment jsdom
import { afterEach, expect, test } from 'vitest';
import { copyText } from './copyText';

afterEach(() => {
  Reflect.deleteProperty(navigator, 'clipboard');
  Reflect.deleteProperty(document, 'execCommand');
  document.body.replaceChildren();
});

function clipboard(write: (text: string) => Promise<void>): void {
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: { writeText: write },
  });
}

/** The browser's old command, which copies what is selected. */
function command(copied: string[], works = true): void {
  Object.defineProperty(document, 'execCommand', {
    configurable: true,
    value: () => {
      const { activeElement } = document;
      if (activeElement instanceof HTMLTextAreaElement) copied.push(activeElement.value);
      return works;
    },
  });
}

test('the clipboard gets the text', async () => {
  const copied: string[] = [];
  clipboard(async (text) => void copied.push(text));
  expect(await copyText('a\nb')).toBe(true);
  expect(copied).toEqual(['a\nb']);
});

test('without a clipboard the text is selected and copied, and the focus comes back', async () => {
  const copied: string[] = [];
  command(copied);
  const button = document.createElement('button');
  document.body.append(button);
  button.focus();
  expect(await copyText('a\nb')).toBe(true);
  expect(copied).toEqual(['a\nb']);
  expect(document.activeElement).toBe(button);
  expect(document.querySelector('textarea')).toBeNull();
});

test('a clipboard that refuses is gone round', async () => {
  const copied: string[] = [];
  clipboard(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
  command(copied);
  expect(await copyText('x')).toBe(true);
  expect(copied).toEqual(['x']);
});

test('where nothing copies, it says so', async () => {
  expect(await copyText('x')).toBe(false);
  command([], false);
  expect(await copyText('x')).toBe(false);
});
