export const MOST_LINES = 6;

// More than six lines of any screen.
const MOST_CHARS = 4_096;

/** How a text is cut when it has more than six lines. */
export interface Clamp {
  readonly long: boolean;
  readonly lines: number;
}

/** Measures the text of an element, as it is laid out. */
export function clampOf(element: HTMLElement): Clamp {
  const lineHeight = Number.parseFloat(getComputedStyle(element).lineHeight);
  const long = element.scrollHeight > MOST_LINES * lineHeight + 1;
  if (!long) return { long, lines: MOST_LINES };
  return { long: true, lines: linesToShow(inked(element), lineHeight) };
}

/** Six, or fewer, so that no ellipsis stands alone in a blank line. */
export function linesToShow(inked: readonly number[], lineHeight: number): number {
  const lines = inked.map((at) => Math.floor(at / lineHeight) + 1);
  return Math.max(1, ...lines.filter((line) => line <= MOST_LINES));
}

/** How far down there is ink in the first lines: the middle of each of them. */
function inked(element: HTMLElement): readonly number[] {
  const text = element.firstChild;
  if (!text) return [];
  const { top } = element.getBoundingClientRect();
  const runs = element.textContent.slice(0, MOST_CHARS).matchAll(/\S.*/g);
  return [...runs].flatMap(({ index, 0: run }) => {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + run.length);
    return [...range.getClientRects()].map((line) => (line.top + line.bottom) / 2 - top);
  });
}
