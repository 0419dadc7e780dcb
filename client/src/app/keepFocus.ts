const MOST_REMEMBERED = 16;

/**
 * Where the focus goes when what has it is taken off the page: back to where it was last, so that
 * the keys go on from there, not from the page's beginning. Whoever knows better gives it elsewhere
 * before the next frame.
 */
export function keepFocus(page: Document): void {
  const before: HTMLElement[] = [];
  let holder: HTMLElement | undefined;

  page.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    holder = target;
    const at = before.indexOf(target);
    if (at >= 0) before.splice(at, 1);
    before.push(target);
    if (before.length > MOST_REMEMBERED) before.shift();
  });
  // Whoever presses beside everything wants nothing to have it. Some browsers tell of a removal likewise.
  page.addEventListener('focusout', ({ target }) =>
    queueMicrotask(() => {
      if (target === holder && holder?.isConnected) holder = undefined;
    }),
  );
  const lost = () =>
    holder !== undefined && !holder.isConnected && page.activeElement === page.body;
  const giveBack = () => {
    if (!lost()) return;
    holder = undefined;
    const fine = matchMedia('(pointer: fine)').matches;
    for (const element of before.splice(0).reverse()) {
      // A field would bring the keyboard up over the page.
      if (!fine && element.matches('input, textarea')) continue;
      element.focus({ preventScroll: true });
      if (page.activeElement === element) return;
    }
  };
  new MutationObserver(() => {
    if (lost()) requestAnimationFrame(giveBack);
  }).observe(page.body, { childList: true, subtree: true });
}
