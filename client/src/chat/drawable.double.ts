/** Gives jsdom what it lacks of a browser, as far as the page can be drawn without it. */
export function drawable(): void {
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  globalThis.IntersectionObserver ??= class {
    readonly root = null;
    readonly rootMargin = '';
    readonly scrollMargin = '';
    readonly thresholds = [];
    observe() {}
    unobserve() {}
    disconnect() {}
    takeRecords() {
      return [];
    }
  };
  if (!('animate' in Element.prototype)) Reflect.set(Element.prototype, 'animate', () => {});
  globalThis.matchMedia ??= (media) => ({
    media,
    matches: media.includes('pointer: fine'),
    onchange: null,
    addEventListener() {},
    removeEventListener() {},
    addListener() {},
    removeListener() {},
    dispatchEvent: () => false,
  });
}
