const LONGEST_LINE_CHARS = 2_000;

// A line of marks alone is the beginning of something, or an underline that turns the text above
// it into a heading or a table.
const MARKS_ALONE = /^[ \t>]*(?:[-=*+_#`~|: \t]+|\d{1,9}[.)]|[-*+][ \t]+\[[ xX]?\]?)?[ \t]*$/;
const BEFORE_TEXT = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|#{1,6}[ \t]+)?/;
const MARK = /\\[\s\S]|`+|\*+|_+|~{2,}|\$+|!?\[|\]/g;
const WORD = /[\p{L}\p{N}]/u;

interface Opened {
  readonly at: number;
  readonly mark: string;
}

/**
 * A block that is still being written, without the marks in its last line that are opened and not
 * yet closed: text whose end mark has not come is text for now, and its mark waits with it.
 */
export function withoutUnfinished(raw: string): string {
  const start = raw.lastIndexOf('\n') + 1;
  const line = raw.slice(start);
  if (line.length > LONGEST_LINE_CHARS) return raw;
  if (MARKS_ALONE.test(line)) return raw.slice(0, start).trimEnd();
  return raw.slice(0, start) + finished(line);
}

function finished(line: string): string {
  const opened: Opened[] = [];
  let end = line.length;
  MARK.lastIndex = BEFORE_TEXT.exec(line)?.[0].length ?? 0;
  for (let found = MARK.exec(line); found; found = MARK.exec(line)) {
    const at = found.index;
    const mark = found[0];
    const after = at + mark.length;
    if (mark[0] === '\\') continue;
    if (mark[0] === '`' || mark[0] === '$') {
      const closing = sameRun(line, mark, after);
      if (closing >= 0) MARK.lastIndex = closing + mark.length;
      else if (mark[0] === '$') break;
      else {
        opened.push({ at, mark });
        break;
      }
    } else if (mark.endsWith('[')) {
      opened.push({ at, mark });
    } else if (mark === ']') {
      const text = lastOpened(opened, (open) => open.mark.endsWith('['));
      if (!text) continue;
      const next = line[after];
      const destination = next === '(' ? closingParen(line, after) : after;
      if (next === undefined || destination < 0) {
        if (line[text.at + 1] === '^') continue;
        opened.push(text);
        end = at;
        break;
      }
      MARK.lastIndex = Math.max(destination, after);
    } else {
      takeRun(line, at, mark, opened);
    }
  }
  return without(line.slice(0, end), opened);
}

/** A run of `*`, `_` or `~~` closes the last one of its kind, or opens one. */
function takeRun(line: string, at: number, mark: string, opened: Opened[]): void {
  const before = line[at - 1] ?? ' ';
  const next = line[at + mark.length];
  if (!/\s/.test(before)) {
    if (lastOpened(opened, (open) => open.mark === mark)) return;
    // The first half of a closing `**`.
    const half = opened.some((open) => open.mark.startsWith(mark));
    if (next === undefined && half) {
      opened.push({ at, mark });
      return;
    }
  }
  if (mark[0] === '_' && WORD.test(before)) return;
  if (next === undefined || !/\s/.test(next)) opened.push({ at, mark });
}

/** Takes the last that fits from those that are open, with all that were opened inside it. */
function lastOpened(opened: Opened[], fits: (open: Opened) => boolean): Opened | undefined {
  const index = opened.findLastIndex(fits);
  return index < 0 ? undefined : opened.splice(index)[0];
}

function sameRun(line: string, mark: string, from: number): number {
  const char = mark.charAt(0);
  for (let at = line.indexOf(char, from); at >= 0; ) {
    let end = at;
    while (line[end] === char) end++;
    if (end - at === mark.length) return at;
    at = line.indexOf(char, end);
  }
  return -1;
}

function closingParen(line: string, from: number): number {
  let depth = 0;
  for (let at = from; at < line.length; at++) {
    if (line[at] === '\\') at++;
    else if (line[at] === '(') depth++;
    else if (line[at] === ')' && --depth === 0) return at + 1;
  }
  return -1;
}

function without(line: string, opened: readonly Opened[]): string {
  let text = line;
  for (const { at, mark } of opened.toSorted((one, other) => other.at - one.at))
    text = text.slice(0, at) + text.slice(at + mark.length);
  return text;
}
