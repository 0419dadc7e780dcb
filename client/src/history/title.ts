const MOST_UNITS = 80;
const MOST_UNITS_READ = 1_000;
const ELLIPSIS = '…';

/** What stands before a line's text: a heading's, a quotation's or a list item's mark. */
const BEFORE = /^\s*(?:#{1,6}(?=\s|$)|>|[-*+](?=\s)|\d{1,9}[.)](?=\s)|\[[ xX]\](?=\s))\s*/;
const FENCE = /^\s*(?:`{3,}|~{3,})[^`]*$/;
const RULE = /^\s*(?:[-*_=]\s*){3,}$/;

/** A conversation's title by itself: the first line of its question that says something. */
export function titleOf(question: string): string {
  for (const line of question.slice(0, MOST_UNITS_READ).split(/[\r\n]+/)) {
    if (FENCE.test(line) || RULE.test(line)) continue;
    const text = plain(line);
    if (text !== '') return shortened(text, MOST_UNITS);
  }
  return '';
}

/** At most so many UTF-16 units, with `…` where some were cut off, never within a character. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const room = most - ELLIPSIS.length;
  let length = 0;
  for (const character of charactersOf(text.slice(0, most + 1))) {
    if (length + character.length > room) break;
    length += character.length;
  }
  return text.slice(0, length).trimEnd() + ELLIPSIS;
}

function plain(line: string): string {
  let text = line;
  while (BEFORE.test(text)) text = text.replace(BEFORE, '');
  return text
    .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .replace(/(`+)(.+?)\1/g, '$2')
    .replace(/(\*\*|~~)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}_])(__?)(?=\S)(.+?)(?<=\S)\1(?![\p{L}\p{N}_])/gu, '$2')
    .replace(/\*(?=\S)(.+?)(?<=\S)\*/g, '$1')
    .replace(/\s#+\s*$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function charactersOf(text: string): Iterable<string> {
  if (!('Segmenter' in Intl)) return text;
  const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text);
  return Array.from(segments, ({ segment }) => segment);
}
