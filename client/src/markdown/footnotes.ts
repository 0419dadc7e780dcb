import type { TokenizerThis, Tokens } from 'marked';

const MOST_LABEL_CHARS = 64;
const DEFINITION = new RegExp(
  `^ {0,3}\\[\\^([^\\]\\s]{1,${MOST_LABEL_CHARS}})\\]:[ \\t]*([^\\n]*(?:\\n(?: {2,}|\\t)[ \\t]*[^\\s][^\\n]*)*)(?:\\n|$)`,
);
const MARK = new RegExp(`^\\[\\^([^\\]\\s]{1,${MOST_LABEL_CHARS}})\\](?!:)`);

/** `[^1]: A note.` */
export interface Footnote extends Tokens.Generic {
  readonly type: 'footnote';
  readonly label: string;
}

/** `[^1]` in a text; whether there is such a note is for who shows it to know. */
export interface FootnoteMark extends Tokens.Generic {
  readonly type: 'footnoteMark';
  readonly label: string;
}

/** marked's tokenizer of a footnote: its line, and those indented below it. */
export function footnoteBlock(this: TokenizerThis, src: string): Footnote | undefined {
  const found = DEFINITION.exec(src);
  if (!found) return undefined;
  const [raw, label = '', text = ''] = found;
  const tokens = this.lexer.inline(text.replace(/\n[ \t]+/g, '\n'));
  return { type: 'footnote', raw, label, tokens };
}

/** marked's tokenizer of the mark that points to a footnote. */
export function footnoteMark(this: TokenizerThis, src: string): FootnoteMark | undefined {
  const found = MARK.exec(src);
  if (!found) return undefined;
  const [raw, label = ''] = found;
  return { type: 'footnoteMark', raw, label };
}
