import type { Formats } from '../i18n/formats';
import type { InspectorWords } from '../i18n/useInspectorWords';
import { indexOf, type Line, reachedAt } from './Line';

/** A line that is no frame, in words: what befell the connection there. */
export function captionOf(
  line: Exclude<Line, { kind: 'frame' | 'kept' }>,
  lines: readonly Line[],
  words: InspectorWords,
  formats: Formats,
): string {
  switch (line.kind) {
    case 'again':
      return words.again;
    case 'hole':
      return words.hole(formats.number(line.from), formats.number(line.to));
    case 'left':
      return words.left;
    case 'cut':
      return words.cutAt(formats.number(reachedAt(lines, indexOf(lines, line.number))));
    case 'opened':
      return openedAs(line, lines, words, formats);
  }
}

function openedAs(
  { number, at }: { readonly number: number; readonly at: number },
  lines: readonly Line[],
  words: InspectorWords,
  formats: Formats,
): string {
  const index = indexOf(lines, number);
  for (let before = index - 1; before >= 0; before--) {
    const line = lines[before];
    if (line?.kind === 'cut') {
      const position = formats.number(reachedAt(lines, before));
      return words.resumed(position, formats.duration(at - line.at));
    }
    if (line?.kind === 'frame') break;
  }
  return words.connected;
}
