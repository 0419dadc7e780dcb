const OPENING = /^( {0,3})(`{3,}(?=[^`\n]*(?:\n|$))|~{3,})([^\n]*)(?:\n|$)/;
const LONGEST_LANGUAGE_CHARS = 32;

/** How a fenced block of code begins. */
export interface Fence {
  readonly indent: number;
  /** The fence itself: at least three of one character. */
  readonly mark: string;
  /** The first word after the fence. */
  readonly language: string;
  /** Where the code begins. */
  readonly body: number;
}

/** Where a fence is closed, or from where to look again when there is more text. */
export type Closing =
  | { readonly closed: true; readonly line: number; readonly end: number }
  | { readonly closed: false; readonly from: number };

/** The fence at a place in a text, if one is there. */
export function fenceAt(text: string, at = 0): Fence | undefined {
  const lineEnd = text.indexOf('\n', at);
  const found = OPENING.exec(text.slice(at, lineEnd < 0 ? text.length : lineEnd + 1));
  if (!found) return undefined;
  const [opening, indent = '', mark = '', after = ''] = found;
  return {
    indent: indent.length,
    mark,
    language: languageIn(after),
    body: at + opening.length,
  };
}

/** The first word after a fence, as long as a language's name may be. */
export function languageIn(after: string): string {
  const word = /^[^\s{,]+/.exec(after.trim())?.[0] ?? '';
  return word.slice(0, LONGEST_LANGUAGE_CHARS);
}

/** Looks for the line that closes a fence; each line from `from` is read once. */
export function closingOf({ mark }: Fence, text: string, from: number): Closing {
  const closing = new RegExp(`^ {0,3}${mark.charAt(0)}{${mark.length},} *$`);
  let line = from;
  while (line < text.length) {
    const next = text.indexOf('\n', line);
    const end = next < 0 ? text.length : next;
    // No closing line is long, so a long line need not be looked at.
    if (mayClose(text, line, mark) && closing.test(text.slice(line, end)))
      return { closed: true, line, end };
    if (next < 0) break;
    line = next + 1;
  }
  return { closed: false, from: Math.min(line, text.length) };
}

function mayClose(text: string, line: number, mark: string): boolean {
  let at = line;
  while (at < line + 3 && text[at] === ' ') at++;
  return text.startsWith(mark, at);
}

/** What a fenced block holds, and whether its end has come. */
export interface FencedCode {
  readonly language: string;
  readonly code: string;
  readonly closed: boolean;
}

/** What a fenced block holds. Of one that is still open, a line that may yet close it is left out. */
export function codeIn(raw: string): FencedCode {
  const fence = fenceAt(raw);
  if (!fence) return { language: '', code: raw, closed: true };
  const closing = closingOf(fence, raw, fence.body);
  const end = closing.closed ? closing.line : endOfOpen(fence, raw);
  const body = raw.slice(fence.body, end);
  const code = withoutIndent(body, fence.indent);
  return { language: fence.language, code, closed: closing.closed };
}

function endOfOpen({ mark, body }: Fence, raw: string): number {
  const line = Math.max(raw.lastIndexOf('\n') + 1, body);
  const last = raw.slice(line).trim();
  return last !== '' && last.length < mark.length && mark.startsWith(last) ? line : raw.length;
}

function withoutIndent(code: string, indent: number): string {
  return indent === 0 ? code : code.replace(new RegExp(`^ {1,${indent}}`, 'gm'), '');
}
