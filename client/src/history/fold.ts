/** Part of a text, in UTF-16 units; `end` is the first that is not in it. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What may fold to something else than its lower case. */
const STRANGE = /[^ -~\s\u3400-\u9fff]/u;
const STRANGERS = new RegExp(STRANGE, 'gu');
/** Accents of Latin, Greek and Cyrillic letters: a kana's or an Indic vowel's mark makes another. */
const ACCENTS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\ufe20-\ufe2f]/g;
const MOST_KNOWN = 10_000;

const known = new Map<string, string>();

/**
 * A text without what a search does not tell apart: accents, case, the widths of letters. Each
 * character folds by itself, to any number of characters.
 */
export function fold(text: string): string {
  const plain = STRANGE.test(text) ? text.replace(STRANGERS, foldStranger) : text;
  return plain.toLowerCase();
}

/** The part of a text that folds to this part of the folded text, with the accents on its end. */
export function unfold(text: string, { start, end }: Range): Range {
  let from = 0;
  let folded = 0;
  let at = 0;
  for (const character of text) {
    const length = fold(character).length;
    if (folded >= end && length > 0) break;
    if (folded <= start && length > 0) from = at;
    folded += length;
    at += character.length;
  }
  return { start: from, end: at };
}

function foldStranger(character: string): string {
  const folded = known.get(character);
  if (folded !== undefined) return folded;
  if (known.size >= MOST_KNOWN) known.clear();
  const plain = character.normalize('NFKD').replace(ACCENTS, '');
  // Upper case first: ß is SS there. The sigma at a word's end is but another form of σ.
  const fresh = plain.toUpperCase().toLowerCase().replaceAll('ς', 'σ');
  known.set(character, fresh);
  return fresh;
}
