const SPACE = /^\s?$/u;
const PUNCTUATION = /^[\p{P}\p{S}]$/u;
const CJK =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef]$/u;
const OPENING = /^(?:\*{1,3}|~~)/;

/** A run of emphasis at the start of a text: how long its mark is, and where its end mark begins. */
export interface Emphasis {
  readonly mark: string;
  /** From the start of the text to before the end mark. */
  readonly closing: number;
}

/**
 * The emphasis that begins at `at`, where CommonMark does not see it only because a Chinese,
 * Japanese or Korean text has no spaces around it: `**注意：**正文`. Where CommonMark itself
 * finds it, or finds none for another reason, the answer is nothing.
 *
 * `masked` is the text with code and links blotted out, as long as the text itself.
 */
export function cjkEmphasis(masked: string, at: number): Emphasis | undefined {
  const mark = OPENING.exec(masked.slice(at, at + 3))?.[0];
  if (mark === undefined || masked[at + mark.length] === mark[0]) return undefined;
  const start = at + mark.length;
  const before = charBefore(masked, at);
  const opening = flanking(before, charAt(masked, start));
  if (opening === 'none') return undefined;

  for (const run of runsOf(mark, masked, start)) {
    const closing = flanking(charAt(masked, run + mark.length), charBefore(masked, run));
    if (closing === 'none') return undefined;
    if (opening === 'strict' && closing === 'strict') return undefined;
    return { mark, closing: run - at };
  }
  return undefined;
}

/** Where the mark stands alone, neither longer nor shorter. */
function* runsOf(mark: string, text: string, from: number): Generator<number> {
  const char = mark.charAt(0);
  for (let at = text.indexOf(char, from); at >= 0; ) {
    let end = at;
    while (text[end] === char) end++;
    if (end - at === mark.length) yield at;
    at = text.indexOf(char, end);
  }
}

/**
 * Whether a mark may stand between these two: by CommonMark's rule, only by the looser one that
 * lets Chinese stand for a space (as remark-cjk-friendly has it), or not at all.
 */
function flanking(outer: string, inner: string): 'strict' | 'loose' | 'none' {
  if (SPACE.test(inner)) return 'none';
  if (!PUNCTUATION.test(inner)) return 'strict';
  if (SPACE.test(outer) || PUNCTUATION.test(outer)) return 'strict';
  return CJK.test(inner) || CJK.test(outer) ? 'loose' : 'none';
}

function charAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function charBefore(text: string, at: number): string {
  const low = text.charCodeAt(at - 1);
  const paired = at > 1 && low >= 0xdc00 && low <= 0xdfff;
  return at === 0 ? '' : charAt(text, paired ? at - 2 : at - 1);
}
