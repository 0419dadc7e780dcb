import type { Words } from '../i18n/english';
import type { Formats } from '../i18n/formats';
import type { Answer } from '../stream/answer';
import { ending } from './ending';

/** What a screen reader is told of an answer: its boundaries, never its text. */
export interface Announcement {
  readonly status: string;
  readonly alert: string;
}

export const silence: Announcement = { status: '', alert: '' };

/** Where a growing answer is, as far as that is announced. */
type Boundary = 'waiting' | 'answering' | 'lost' | 'regained';

const MOST_CHARS_COUNTED = 1_000_000;

export function boundaryOf({ connection, reconnects, ticks }: Answer): Boundary {
  if (connection.kind === 'cut') return 'lost';
  if (reconnects > 0) return 'regained';
  return ticks.length > 0 ? 'answering' : 'waiting';
}

export function announcement(
  answer: Answer,
  words: Words,
  formats: Pick<Formats, 'time'>,
): Announcement {
  const { said } = words.chat;
  const { end, text } = answer;
  if (!end) return { status: said[boundaryOf(answer)], alert: '' };
  const ended = ending(end, text !== '', words, formats);
  if (ended?.tone === 'fail') return { status: '', alert: ended.text };
  return { status: ended?.text ?? said.complete(countWords(text)), alert: '' };
}

/** How many words a text has, as its language has them. */
export function countWords(text: string): number {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
  let count = 0;
  for (const { isWordLike } of segmenter.segment(text.slice(0, MOST_CHARS_COUNTED))) {
    if (isWordLike) count++;
  }
  return count;
}
