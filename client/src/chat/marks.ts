import type { Part } from '../history/Message';
import type { Answer, Seam } from '../stream/answer';

/** A place in a reply's text where its stream was cut and resumed, or another part begins. */
export type Mark =
  | {
      readonly kind: 'resumed';
      readonly name: string;
      readonly length: number;
      readonly seam: Seam;
    }
  | {
      readonly kind: 'continued';
      readonly name: string;
      readonly length: number;
      readonly part: number;
    };

/** The parts of a reply that are behind its last one. */
export interface Earlier {
  readonly text: string;
  readonly answers: readonly Answer[];
  readonly marks: readonly Mark[];
}

export function earlierOf(parts: readonly Part[]): Earlier {
  let text = '';
  const marks: Mark[] = [];
  const answers = parts.slice(0, -1).map(({ answer }) => answer);
  answers.forEach((answer, part) => {
    marks.push(...resumptions(part, text.length, answer.seams));
    text += answer.text;
    marks.push({ kind: 'continued', name: `${part + 1}`, length: text.length, part: part + 1 });
  });
  return { text, answers, marks };
}

/** All marks of a reply whose last part has these seams. */
export function marksOf(
  { text, answers, marks }: Earlier,
  seams: readonly Seam[],
): readonly Mark[] {
  return [...marks, ...resumptions(answers.length, text.length, seams)];
}

function resumptions(part: number, offset: number, seams: readonly Seam[]): readonly Mark[] {
  return seams.map((seam) => ({
    kind: 'resumed',
    name: `${part}-${seam.position}`,
    length: offset + seam.length,
    seam,
  }));
}
