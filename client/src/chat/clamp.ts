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
  const short: Clamp = { long: false, lines: MOST_LINES };
  const lineHeight = Number.parseFloat(getComputedStyle(element).lineHeight);
  // What has more lines is higher; with code in it, what has fewer may be, too.
  const high = element.scrollHeight > MOST_LINES * lineHeight + 1;
  if (!high) return short;
  const inked = firstLines(element, MOST_LINES + 1);
  return inked.length > MOST_LINES ? { long: true, lines: linesToShow(inked) } : short;
}

/** Six, or fewer, so that no ellipsis stands alone in a blank line. */
export function linesToShow(inked: readonly boolean[]): number {
  return Math.max(1, inked.slice(0, MOST_LINES).lastIndexOf(true) + 1);
}

/** The first lines of what is laid out, each by whether there is ink in it. */
function firstLines(element: HTMLElement, most: number): readonly boolean[] {
  const inked: boolean[] = [];
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    for (const { index, 0: line } of (text.textContent ?? '').matchAll(/.*\n|.+$/g)) {
      const rows = line.trim() === '' ? 1 : rowsOf(text, index, Math.min(line.length, MOST_CHARS));
      for (let row = 0; row < rows; row++) inked.push(line.trim() !== '');
      if (inked.length >= most) return inked.slice(0, most);
    }
  }
  return inked;
}

/** How often a line of a text is broken, and once more. */
function rowsOf(text: Node, start: number, length: number): number {
  const range = document.createRange();
  range.setStart(text, start);
  range.setEnd(text, start + length);
  let rows = 0;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const rect of range.getClientRects()) {
    if ((rect.top + rect.bottom) / 2 < bottom) continue;
    rows++;
    bottom = rect.bottom;
  }
  return rows;
}
