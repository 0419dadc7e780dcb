import type { Token, TokenizerThis, Tokens } from 'marked';

const MOST_SPAN_CHARS = 1_024;
const MOST_BLOCK_CHARS = 4_096;

/** A formula in TeX. One that was begun and not ended is text until it is. */
export interface Maths extends Tokens.Generic {
  readonly type: 'maths';
  readonly tex: string;
  readonly display: boolean;
  readonly closed: boolean;
}

const BLOCK = /^ {0,3}(\$\$(?!\$)|\\\[)([^\n]*)/;
const BLANK_LINE = /\n[ \t]*(?:\n|$)/;
// What may begin a block in the middle of a paragraph, besides what Markdown lets begin there.
const INTERRUPTION = /\n(?= {0,3}(?:\$\$(?!\$)|\\\[|\[\^[^\]\s]{1,64}\]:))/;
const TEX_LIKE = /[\\^_=+\-*/<>{}|]/;
const FIRST_LINE = /[\\^_{=]/;
const SPACE_OR_NOTHING = /^\s?$/;
// Chinese has no spaces around a formula.
const WORD = /[\p{Script=Latin}\p{N}]/u;

/** marked's tokenizer of a formula that stands alone: `$$ … $$` or `\[ … \]`, with no empty line. */
export function mathsBlock(this: TokenizerThis, src: string): Maths | undefined {
  const found = BLOCK.exec(src);
  if (!found) return undefined;
  const [opening, mark = '', rest = ''] = found;
  const from = opening.length - rest.length;
  const blank = src.slice(from).search(BLANK_LINE);
  const most = from + MOST_BLOCK_CHARS;
  const end = Math.min(blank < 0 ? src.length : from + blank + 1, most);
  const body = src.slice(from, end);
  const closing = body.indexOf(mark === '$$' ? '$$' : '\\]');
  // Over several lines only where the first is TeX, so that what follows need not be awaited.
  const further = closing < 0 || closing >= rest.length;
  if (further && rest.trim() !== '' && !FIRST_LINE.test(rest)) return undefined;

  if (closing >= 0) {
    const after = /^[^\n]*(?:\n|$)/.exec(body.slice(closing + 2))?.[0] ?? '';
    const tex = body.slice(0, closing).trim();
    if (after.trim() !== '' || tex === '') return undefined;
    // `\[note\]` is how Markdown writes brackets.
    if (mark === '\\[' && !further && !TEX_LIKE.test(tex)) return undefined;
    const raw = src.slice(0, from + closing + 2 + after.length);
    return { type: 'maths', raw, tex, display: true, closed: true };
  }
  if (end === most) return undefined;
  const raw = src.slice(0, end);
  const tokens = this.lexer.inline(raw.replace(/\n$/, ''));
  return { type: 'maths', raw, tex: body.trim(), display: true, closed: false, tokens };
}

/** Where in a paragraph a formula, or a footnote, of its own begins. */
export function interruption(this: TokenizerThis, src: string): number | undefined {
  const blank = src.indexOf('\n\n');
  const at = (blank < 0 ? src : src.slice(0, blank)).search(INTERRUPTION);
  return at < 0 ? undefined : at + 1;
}

/** Where in a text a formula may begin. The other marks begin with a backslash, where marked looks anyway. */
export function mathsStart(this: TokenizerThis, src: string): number | undefined {
  const at = src.indexOf('$');
  return at < 0 ? undefined : at;
}

/** marked's tokenizer of a formula in a text: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`. */
export function mathsSpan(this: TokenizerThis, src: string, before: Token[]): Maths | undefined {
  if (src.startsWith('\\(')) return enclosed(src, '\\(', '\\)', false);
  if (src.startsWith('\\[')) return enclosed(src, '\\[', '\\]', true);
  if (src[0] !== '$' || WORD.test(before.at(-1)?.raw.slice(-1) ?? '')) return undefined;
  if (src.startsWith('$$')) return src[2] === '$' ? undefined : enclosed(src, '$$', '$$', true);
  return dollars(src);
}

function enclosed(src: string, open: string, close: string, display: boolean): Maths | undefined {
  const end = src.slice(0, MOST_SPAN_CHARS).indexOf(close, open.length);
  if (end < 0) return undefined;
  const tex = src.slice(open.length, end);
  const doubtful = open === '\\[' ? !TEX_LIKE.test(tex) : wordy(tex);
  if (tex.trim() === '' || doubtful || BLANK_LINE.test(tex)) return undefined;
  return { type: 'maths', raw: src.slice(0, end + close.length), tex, display, closed: true };
}

/** Strictly, since a dollar is money more often than maths: `$5 and $10`, `$5, or 5$ less`. */
function dollars(src: string): Maths | undefined {
  if (SPACE_OR_NOTHING.test(src.charAt(1))) return undefined;
  const end = closingDollar(src.slice(0, MOST_SPAN_CHARS));
  if (end < 0) return undefined;
  const tex = src.slice(1, end);
  if (tex.includes('\n') || SPACE_OR_NOTHING.test(tex.slice(-1))) return undefined;
  if (WORD.test(src.charAt(end + 1)) || wordy(tex)) return undefined;
  return { type: 'maths', raw: src.slice(0, end + 1), tex, display: false, closed: true };
}

function closingDollar(src: string): number {
  for (let at = 1; at < src.length; at++) {
    if (src[at] === '\\') at++;
    else if (src[at] === '$') return at;
  }
  return -1;
}

/** Whether it reads like words rather than like a formula. */
function wordy(tex: string): boolean {
  return !TEX_LIKE.test(tex) && /[\s\p{Script=Han}]/u.test(tex.trim());
}
