const MOST_LINES = 100;
const MOST_CHARS = 8_192;

/** Some lines of a long text. */
export interface Stretch {
  readonly from: number;
  readonly text: string;
}

/** A text cut after each so many lines, or characters where a line has more. */
export function stretches(text: string): readonly Stretch[] {
  const all: Stretch[] = [];
  let from = 0;
  while (from < text.length) {
    const end = endOf(text, from);
    all.push({ from, text: text.slice(from, end) });
    from = end;
  }
  return all.length > 0 ? all : [{ from: 0, text }];
}

function endOf(text: string, from: number): number {
  const most = Math.min(from + MOST_CHARS, text.length);
  let end = from;
  for (let lines = 0; lines < MOST_LINES; lines++) {
    const next = text.indexOf('\n', end) + 1;
    if (next === 0) return most;
    if (next > most) return end > from ? end : cut(text, most);
    end = next;
  }
  return end;
}

// Between the halves of a character is no place to cut.
function cut(text: string, at: number): number {
  return /[\ud800-\udbff]/.test(text.charAt(at - 1)) ? at - 1 : at;
}
