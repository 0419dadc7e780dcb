import type { Answer, Seam } from '../stream/answer';

/** A run of text, and the seam before it. */
export interface Segment {
  readonly from: number;
  readonly text: string;
  readonly seam?: Seam;
}

/** The text of an answer, cut at its seams. A space at a seam stays before it, where none sees it. */
export function segments({ text, seams }: Answer): readonly Segment[] {
  const cuts = seams.map(({ length }) => (text[length] === ' ' ? length + 1 : length));
  const first: Segment = { from: 0, text: text.slice(0, cuts[0]) };
  const rest = seams.map((seam, index) => ({
    from: seam.position,
    text: text.slice(cuts[index], cuts[index + 1]),
    seam,
  }));
  return [first, ...rest];
}
