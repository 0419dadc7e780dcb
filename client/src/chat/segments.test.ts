import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cuts, segments as segmentsAt } from './segments';

const seam = (length: number) => ({ length });
const segments = (text: string, seams: { readonly length: number }[]) =>
  segmentsAt(text, seams, cuts(text, seams));

/** Where a text is cut, if it was torn at the bar. */
function cutOf(marked: string): string {
  const length = marked.indexOf('|');
  const text = marked.replace('|', '');
  return segments(text, [seam(length)])
    .map((segment) => segment.text)
    .join('|');
}

test('an answer without a seam is one run', () => {
  expect(segments('Why SSE?', [])).toEqual([{ from: 0, text: 'Why SSE?', marks: [] }]);
});

test('seams stand before the run that came after them', () => {
  const seams = [seam(4), seam(8)];

  expect(segments('Why not SSE?', seams)).toEqual([
    { from: 0, text: 'Why ', marks: [] },
    { from: 4, text: 'not ', marks: [seams[0]] },
    { from: 8, text: 'SSE?', marks: [seams[1]] },
  ]);
});

describe('a cut', () => {
  test.each([
    ['is at the seam, between words', 'One two. |Three.', 'One two. |Three.'],
    ['is before a word that was torn', 'One tw|o three', 'One |two three'],
    ['is at the seam in Chinese', '事件流可以|恢复。', '事件流可以|恢复。'],
    ['is between paragraphs', 'One.\n\n|Two.', 'One.\n\n|Two.'],
    [
      'is before the paragraph if that has marks',
      'One.\n\nTwo **th|ree** four',
      'One.\n\n|Two **three** four',
    ],
    ['is before a list', 'One.\n\n- two\n- th|ree', 'One.\n\n|- two\n- three'],
    [
      'is before a block of code, blank lines and all',
      'One.\n\n```\na\n\nb|c\n```',
      'One.\n\n|```\na\n\nbc\n```',
    ],
    ['is before a formula', 'One.\n\n$$\na\n\nb|c\n$$', 'One.\n\n|$$\na\n\nbc\n$$'],
    [
      'is behind a block of code that is closed',
      'One.\n\n```\na\n```\nTwo th|ree',
      'One.\n\n```\na\n```\nTwo |three',
    ],
    ['is behind a heading', '# One\nTwo th|ree', '# One\nTwo |three'],
  ])('%s', (_, torn, cut) => {
    expect(cutOf(torn)).toBe(cut);
  });
});

test('a mark in a block that is cut already stands with the one that cut it', () => {
  const runs = segments('One two **three** four', [seam(4), seam(12)]);

  expect(runs.map(({ text, marks }) => [text, marks.length])).toEqual([
    ['One ', 0],
    ['two **three** four', 2],
  ]);
});

const markdown = fc
  .array(
    fc.constantFrom(
      'word ',
      'wo',
      '\n',
      '\n\n',
      '**',
      '`',
      '```\n',
      '- ',
      '# ',
      '字',
      '$$\n',
      '  ',
    ),
  )
  .map((pieces) => pieces.join(''));

test('the runs joined are the text, and no cut is behind its seam', () => {
  fc.assert(
    fc.property(markdown, fc.array(fc.nat(60), { maxLength: 4 }), (text, lengths) => {
      const seams = lengths
        .filter((length) => length <= text.length)
        .toSorted((a, b) => a - b)
        .map((length) => seam(length));
      const runs = segments(text, seams);

      expect(runs.map((run) => run.text).join('')).toBe(text);
      expect(runs.flatMap((run) => run.marks)).toEqual(seams);
      for (const { from, marks } of runs)
        for (const { length } of marks) expect(from).toBeLessThanOrEqual(length);
    }),
    { numRuns: 1_000 },
  );
});

test('what comes later moves no cut', () => {
  fc.assert(
    fc.property(markdown, markdown, fc.nat(60), (text, more, length) => {
      fc.pre(length <= text.length);
      const starts = (whole: string) => segments(whole, [seam(length)]).map(({ from }) => from);

      expect(starts(text + more)).toEqual(starts(text));
    }),
  );
});
