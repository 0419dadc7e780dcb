const MILLIS = 1_600;

/** Shows once where a message is: its ground is tinted, and fades. */
export function flash(element: HTMLElement): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const tint = 'color-mix(in srgb, var(--ink) 8%, transparent)';
  element.animate(
    [
      { backgroundColor: tint, boxShadow: `0 0 0 8px ${tint}` },
      { backgroundColor: 'transparent', boxShadow: '0 0 0 8px transparent' },
    ],
    { duration: MILLIS, easing: 'ease-in' },
  );
}
