import { Fragment, type ReactNode } from 'react';

const LONGEST_WORD_CHARS = 512;
const LONG_WORD = new RegExp(`[^\\s\\p{Script=Han}]{${LONGEST_WORD_CHARS}}`, 'gu');

/**
 * Text with places to break in words longer than any: a browser that has to break such a word
 * itself measures the whole of it again for each line.
 */
export function breakable(text: string): ReactNode {
  if (text.length < LONGEST_WORD_CHARS) return text;
  const parts: string[] = [];
  let from = 0;
  for (const { index, 0: word } of text.matchAll(LONG_WORD)) {
    const end = index + word.length;
    parts.push(text.slice(from, end));
    from = end;
  }
  if (from === 0) return text;
  parts.push(text.slice(from));
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part has no other identity than its place
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
