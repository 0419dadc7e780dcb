import { afterAll, beforeAll, vi } from 'vitest';

/** Gives jsdom, for the tests of this file, what it lacks of dialogs, popovers, media and scrolling. */
export function lendTopLayer(): void {
  beforeAll(() => {
    const dialog = HTMLDialogElement.prototype;
    dialog.showModal = function () {
      this.open = true;
      (this.querySelector<HTMLElement>('button, input') ?? this).focus();
    };
    dialog.close = function () {
      this.open = false;
    };
    HTMLElement.prototype.showPopover = () => {};
    Element.prototype.scrollIntoView = () => {};
    vi.stubGlobal('matchMedia', (query: string) => ({
      matches: false,
      media: query,
      addEventListener: () => {},
      removeEventListener: () => {},
    }));
  });
  afterAll(() => {
    vi.unstubAllGlobals();
  });
}
