import type { Token } from 'marked';
import { BoundedLexer, wordEnd } from './BoundedLexer';
import { closingOf, type Fence, fenceAt } from './fence';

/** How many blocks at the end may still change with what follows: a list can yet take the next ones in. */
const UNSTABLE_BLOCKS = 3;
/** A line that says nothing yet can change more before it: `-` may be an item, or an underline. */
const MARKS_ALONE = /^[-=*+_#>|:`~\d.) \t]+$/;
/** A block longer than this is shown in parts, so that no text costs more than its length. */
export const LONGEST_BLOCK_CHARS = 16_384;
/** An end longer than this is not split again for each piece … */
const EAGER_CHARS = 6_144;
/** … but when it has grown by so much; until then the rest is shown as it was written. */
const STEP_CHARS = 512;
/** What lies beyond is shown as it was written. No answer of a model is so long. */
export const LONGEST_TEXT_CHARS = 524_288;
const PLAIN_BLOCK_CHARS = 8_192;

/** A paragraph, a list, a table … of a text, told from the others by where it begins. */
export interface Block {
  readonly offset: number;
  /** Its source, without line ends behind it. */
  readonly raw: string;
  readonly kind: 'markdown' | 'fence' | 'plain';
  /** The head of the table that this is a further part of. */
  readonly head: string;
  /** Where the table or list begins that this is a further part of; else its own place. */
  readonly origin: number;
  /** How deep a heading it is; 0 for all else. */
  readonly depth: number;
}

/** The head of a table that goes on. */
interface Continued {
  readonly head: string;
  readonly origin: number;
}

const WHOLE: Continued = { head: '', origin: -1 };
const BULLET = /^ {0,3}(?:[*+-]|\d{1,9}[.)])(?=[ \t])/;

/**
 * Splits a growing text into its blocks, each time at the cost of what is new: blocks that no
 * further text can change are kept. What it answers depends only on the text, not on how it grew,
 * but that a long unfinished end may have a rest of plain text for a while.
 */
export class BlockSplitter {
  private text = '';
  private readonly settled: Block[] = [];
  /** The end of the settled blocks. */
  private stable = 0;
  private continued = WHOLE;
  private tail: readonly Block[] = [];
  /** How far the tail was split. */
  private reached = 0;
  private open: { readonly block: Block; readonly fence: Fence; from: number } | undefined;

  /** The blocks of the text. While it is `growing`, the end of a long one may be left for later. */
  split(written: string, growing = false): readonly Block[] {
    const text = written.includes('\r') ? written.replace(/\r\n?/g, '\n') : written;
    // startsWith would compare character by character.
    if (text.slice(0, this.text.length) !== this.text) this.forget();
    this.text = text;
    const rest = text.length - this.reached;
    if (rest === 0) return this.blocks();

    if (this.open) {
      if (!this.stillOpen(this.open)) this.advance();
    } else {
      const long = this.reached - this.stable > EAGER_CHARS;
      if (!growing || !long || rest >= STEP_CHARS) this.advance();
    }
    return this.blocks();
  }

  /** The source of a block together with all parts it was cut into. */
  whole(origin: number): string {
    const parts = [...this.settled, ...this.tail].filter((block) => block.origin === origin);
    return parts.map(({ raw }) => raw).join('\n');
  }

  private forget(): void {
    this.settled.length = 0;
    this.stable = 0;
    this.continued = WHOLE;
    this.tail = [];
    this.reached = 0;
    this.open = undefined;
  }

  private blocks(): readonly Block[] {
    if (this.reached === this.text.length) return [...this.settled, ...this.tail];
    const rest = block(this.reached, this.text.slice(this.reached), 'plain');
    return [...this.settled, ...this.tail, rest];
  }

  /** Lets an open fence take what is new, without looking at the code again. */
  private stillOpen(open: { readonly block: Block; readonly fence: Fence; from: number }): boolean {
    const found = closingOf(open.fence, this.text, open.from);
    if (found.closed) return false;
    open.from = found.from;
    const longer = { ...open.block, raw: this.text.slice(open.block.offset) };
    this.tail = [...this.tail.slice(0, -1), longer];
    this.reached = this.text.length;
    return true;
  }

  private advance(): void {
    this.open = undefined;
    while (this.text.length - this.stable > LONGEST_BLOCK_CHARS) {
      if (this.stable >= LONGEST_TEXT_CHARS) this.settlePlain();
      else if (this.settleFence() === 'open') return;
      else this.settleWindow();
    }
    this.splitTail();
  }

  /** Settles as many blocks of the next stretch as can be told, and at least one. */
  private settleWindow(): void {
    const stretch = this.text.slice(this.stable, this.stable + LONGEST_BLOCK_CHARS);
    const tokens = this.lex(stretch);
    const [first] = tokens;
    if (first && tokens.length === 1) this.settlePart(first, stretch);
    else if (tokens.length > UNSTABLE_BLOCKS) this.settle(tokens.slice(0, -UNSTABLE_BLOCKS));
    else this.settle(tokens.slice(0, 1));
  }

  /** A part of a block that is longer than any should be. */
  private settlePart(token: Token, stretch: string): void {
    const { head, origin } = this.continued;
    const start = origin < 0 ? this.stable : origin;
    const cut = placeToCut(token, stretch);
    const part = block(this.stable, trimmed(stretch.slice(0, cut)), 'markdown', head, start);
    this.settled.push(part);
    this.stable += cut;
    if (token.type !== 'table') return;
    this.continued = { head: head || firstLines(stretch, 2), origin: start };
  }

  /** A fence may be of any length, since its end is found without reading it twice. */
  private settleFence(): 'none' | 'open' | 'closed' {
    const fence = this.continued === WHOLE ? begunFence(this.text, this.stable) : undefined;
    if (!fence) return 'none';
    const found = closingOf(fence, this.text, fence.body);
    const end = found.closed ? found.end : this.text.length;
    const whole = block(this.stable, this.text.slice(this.stable, end), 'fence');
    if (found.closed && this.text[end] === '\n') {
      this.settled.push(whole);
      this.stable = end + 1;
      return 'closed';
    }
    this.tail = [whole];
    this.reached = this.text.length;
    this.open = { block: whole, fence, from: found.closed ? found.line : found.from };
    return 'open';
  }

  private settlePlain(): void {
    const stretch = this.text.slice(this.stable, this.stable + PLAIN_BLOCK_CHARS);
    const cut = wordEnd(stretch, stretch.length);
    this.settled.push(block(this.stable, stretch.slice(0, cut), 'plain'));
    this.stable += cut;
    this.continued = WHOLE;
  }

  private splitTail(): void {
    const rest = this.text.slice(this.stable);
    this.reached = this.text.length;
    if (this.stable >= LONGEST_TEXT_CHARS) {
      this.tail = rest === '' ? [] : [block(this.stable, rest, 'plain')];
      return;
    }
    const tokens = this.lex(rest);
    const unstable = MARKS_ALONE.test(lastLine(rest)) ? tokens.length : UNSTABLE_BLOCKS;
    this.settle(tokens.slice(0, -unstable));
    this.tail = this.blocksOf(tokens.slice(-unstable));
    const last = this.tail.at(-1);
    if (last?.kind !== 'fence' || last.offset + last.raw.length < this.text.length) return;
    const fence = begunFence(this.text, last.offset);
    if (!fence) return;
    const found = closingOf(fence, this.text, fence.body);
    this.open = { block: last, fence, from: found.closed ? found.line : found.from };
  }

  private settle(tokens: readonly Token[]): void {
    if (tokens.length === 0) return;
    this.settled.push(...this.blocksOf(tokens));
    this.stable += lengthOf(tokens) - this.continued.head.length;
    this.continued = WHOLE;
  }

  private lex(stretch: string): readonly Token[] {
    return new BoundedLexer().blockTokens(this.continued.head + stretch);
  }

  private blocksOf(tokens: readonly Token[]): Block[] {
    const blocks: Block[] = [];
    let offset = this.stable;
    let { head, origin } = this.continued;
    for (const token of tokens) {
      const raw = token.raw.slice(head.length);
      if (token.type !== 'space' && (head === '' || raw.trim() !== ''))
        blocks.push(blockOf(token, offset, raw, head, origin));
      offset += raw.length;
      head = '';
      origin = -1;
    }
    return blocks;
  }
}

function blockOf(token: Token, offset: number, raw: string, head: string, origin: number): Block {
  const fenced = token.type === 'code' && token.codeBlockStyle === undefined;
  if (fenced) return block(offset, unclosed(raw) ? raw : trimmed(raw), 'fence');
  const depth = token.type === 'heading' ? Number(token.depth) : 0;
  const start = origin < 0 ? offset : origin;
  return { ...block(offset, trimmed(raw), 'markdown', head, start), depth };
}

function block(
  offset: number,
  raw: string,
  kind: Block['kind'],
  head = '',
  origin = offset,
): Block {
  return { offset, raw, kind, head, origin, depth: 0 };
}

/** A fence whose first line has ended: until then it may yet turn out to be none. */
function begunFence(text: string, at: number): Fence | undefined {
  const fence = fenceAt(text, at);
  return fence && text[fence.body - 1] === '\n' ? fence : undefined;
}

function unclosed(raw: string): boolean {
  const fence = fenceAt(raw);
  return fence !== undefined && !closingOf(fence, raw, fence.body).closed;
}

function placeToCut(token: Token, stretch: string): number {
  if (token.type === 'list') {
    const item = lastItem(stretch);
    if (item > 0) return item;
  }
  const line = stretch.lastIndexOf('\n') + 1;
  return line > 0 ? line : wordEnd(stretch, stretch.length);
}

/** Where the last item of a list begins, in its latter half. */
function lastItem(stretch: string): number {
  let line = stretch.lastIndexOf('\n') + 1;
  while (line > stretch.length / 2) {
    if (BULLET.test(stretch.slice(line, line + 16))) return line;
    line = stretch.lastIndexOf('\n', line - 2) + 1;
  }
  return 0;
}

function firstLines(text: string, count: number): string {
  let end = 0;
  for (let line = 0; line < count; line++) end = text.indexOf('\n', end) + 1;
  return text.slice(0, end);
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1);
}

function lengthOf(tokens: readonly Token[]): number {
  return tokens.reduce((sum, { raw }) => sum + raw.length, 0);
}

function trimmed(raw: string): string {
  let end = raw.length;
  while (raw[end - 1] === '\n') end--;
  return raw.slice(0, end);
}
