/** A stretch of a question: its words, or code that was pasted between fences. */
export interface QuestionPart {
  readonly kind: 'text' | 'code';
  readonly text: string;
}

/** A fence, its code, and the fence that closes it, or else the question's end. */
const FENCED = /^ {0,3}(`{3,}|~{3,})[^`\n]*\n([\s\S]*?)(?:^ {0,3}\1[`~]*[ \t]*$|$(?![\s\S]))/gm;
const BLANK_LINES = /^(?:[^\S\n]*\n)+|(?:\n[^\S\n]*)+$/g;
/** With more of them it is no question, and is drawn as it is. */
const MOST_PARTS = 1_000;
/** So many letters fill a line; Chinese ones count as two. */
const MOST_COLUMNS = 80;
const WIDE = /[\u2e80-\uffef]/g;

/** A question without its fences, each part to its line's end: nothing else of it is taken for Markdown. */
export function partsOf(question: string): readonly QuestionPart[] {
  const parts: QuestionPart[] = [];
  let at = 0;
  const words = (end: number) => {
    const text = question.slice(at, end).replace(BLANK_LINES, '');
    if (text.trim() !== '') parts.push({ kind: 'text', text: `${text}\n` });
  };
  for (const { 0: block, 2: code = '', index } of question.matchAll(FENCED)) {
    words(index);
    parts.push({ kind: 'code', text: code });
    at = index + block.length;
  }
  words(question.length);
  const plain = at === 0 || parts.length > MOST_PARTS;
  return plain ? [{ kind: 'text', text: question }] : parts;
}

/** Whether a question fits in one line, as a heading does. */
export function isLine(question: string): boolean {
  const line = question.trim();
  const columns = line.length + (line.match(WIDE)?.length ?? 0);
  return columns <= MOST_COLUMNS && !line.includes('\n');
}
