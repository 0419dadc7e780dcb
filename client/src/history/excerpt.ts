import { fold, type Range, unfold } from './fold';

/** Some of a text, in one line, around what was found in it. */
export interface Excerpt {
  readonly text: string;
  /** All that was found, in order, none within another. */
  readonly ranges: readonly Range[];
}

const UNITS_BEFORE = 40;
const UNITS_AFTER = 120;
const MOST_RANGES = 20;

/** The first of these words in a text, which has at least one of them, and the text around it. */
export function excerptOf(
  text: string,
  folded: string,
  words: readonly string[],
): { readonly range: Range; readonly excerpt: Excerpt } {
  const range = unfold(text, firstOf(folded, words, 0) ?? { start: 0, end: 0 });
  const start = before(text, range.start);
  const end = after(text, range.end);
  const part = text.slice(start, end).replace(/\s/g, ' ');
  const cut = start > 0 ? '…' : '';
  const ranges = rangesIn(part, words, MOST_RANGES).map((each) => ({
    start: each.start + cut.length,
    end: each.end + cut.length,
  }));
  return { range, excerpt: { text: cut + part + (end < text.length ? '…' : ''), ranges } };
}

/** Where these folded words are in a text, at most so often. */
export function rangesIn(text: string, words: readonly string[], most: number): readonly Range[] {
  const folded = fold(text);
  const ranges: Range[] = [];
  let range = firstOf(folded, words, 0);
  while (range && ranges.length < most) {
    ranges.push(unfold(text, range));
    range = firstOf(folded, words, range.end);
  }
  return ranges;
}

/** Where the first of them begins; of those that begin there, the longest. */
function firstOf(folded: string, words: readonly string[], from: number): Range | undefined {
  let first: Range | undefined;
  for (const word of words) {
    const start = folded.indexOf(word, from);
    if (start < 0) continue;
    const end = start + word.length;
    const longer = start === first?.start && end > first.end;
    if (!first || start < first.start || longer) first = { start, end };
  }
  return first;
}

/** Where a word begins that lies a little before. */
function before(text: string, start: number): number {
  if (start <= UNITS_BEFORE) return 0;
  const lead = text.slice(start - UNITS_BEFORE, start);
  const gap = lead.search(/\s\S/);
  if (gap >= 0) return start - UNITS_BEFORE + gap + 1;
  return start - lead.length + halfCharacter(lead);
}

function after(text: string, end: number): number {
  if (text.length - end <= UNITS_AFTER) return text.length;
  const trail = text.slice(end, end + UNITS_AFTER);
  const gap = trail.search(/\s\S*$/);
  if (gap > 0) return end + gap;
  return end + trail.length - (/[\ud800-\udbff]$/.test(trail) ? 1 : 0);
}

/** How much of a text's begin belongs to a character that has begun before it. */
function halfCharacter(text: string): number {
  return /^[\udc00-\udfff]?\p{M}*/u.exec(text)?.[0].length ?? 0;
}
