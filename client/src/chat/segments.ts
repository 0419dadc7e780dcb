/** A place in a text, in UTF-16 units: a seam, say. */
interface Mark {
  readonly length: number;
}

/** A run of a text, and the marks before it. */
export interface Segment<M> {
  readonly from: number;
  readonly text: string;
  readonly marks: readonly M[];
}

/**
 * Where a Markdown text is cut to show marks. It can't be cut anywhere: within a plain paragraph it
 * is, before a word; elsewhere the mark goes above the block that it is in. What comes later in the
 * text moves no cut.
 */
export function cuts(text: string, marks: readonly Mark[]): readonly number[] {
  let least = 0;
  return marks.map(({ length }) => {
    // A later mark may be in a block that an earlier one has cut already.
    least = Math.max(least, cut(text.slice(0, length)));
    return least;
  });
}

/** The runs between these cuts, one for each mark. */
export function segments<M>(
  text: string,
  marks: readonly M[],
  cuts: readonly number[],
): readonly Segment<M>[] {
  const places = [...new Set([0, ...cuts])];
  return places.map((from, index) => ({
    from,
    text: text.slice(from, places[index + 1]),
    marks: marks.filter((_, each) => cuts[each] === from),
  }));
}

const MARKED = /^(?:[^\p{L}\p{N}"'“‘(（「『《]|\d{1,9}[.)]\s)|[*_`[\]$<>|\\~]/u;
const BEGUN_WORD = /[\p{L}\p{M}\p{N}'’-]*$/u;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Where a text that was torn at its end may be cut. */
function cut(torn: string): number {
  const start = lastBlock(torn);
  const block = torn.slice(start);
  if (block.trim() === '') return torn.length;
  if (MARKED.test(block)) return start;
  const word = BEGUN_WORD.exec(block)?.[0] ?? '';
  return CJK.test(word) ? torn.length : torn.length - word.length;
}

/** Where the last block of a Markdown text begins, as far as that can be told by its lines. */
function lastBlock(text: string): number {
  let start = 0;
  let at = 0;
  let fence = '';
  let begins = true;
  for (const line of text.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,}|\$\$)/.exec(line)?.[1] ?? '';
    if (fence) {
      if (mark.startsWith(fence)) {
        fence = '';
        begins = true;
      }
    } else if (mark) {
      fence = mark;
      start = at;
    } else if (line.trim() === '') {
      begins = true;
    } else {
      // What is indented may belong to the list above.
      if (begins && !/^\s/.test(line)) start = at;
      begins = /^#{1,6} /.test(line);
    }
    at += line.length + 1;
  }
  return begins && !fence ? Math.max(start, lastBreak(text)) : start;
}

/** Behind the last line break, if nothing was written since. */
function lastBreak(text: string): number {
  return /\n\s*$/.test(text) ? text.length : 0;
}
