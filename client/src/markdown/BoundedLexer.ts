import { getDefaults, Lexer, type Token, Tokenizer, type Tokens, type TokensList } from 'marked';
import { cjkEmphasis } from './emphasis';
import { footnoteBlock, footnoteMark } from './footnotes';
import { interruption, mathsBlock, mathsSpan, mathsStart } from './maths';

/** How deep quotes, lists and emphasis are nested before the rest is shown as it was written. */
const DEEPEST = 20;
/** How much of one paragraph, heading or cell is looked through for emphasis, links and so on. */
const INLINE_CHARS = 8_192;
// Each mark of emphasis looks ahead as far as the text goes, so many marks would look for ever.
const EMPHASIS_WORK_CHARS = 200_000;

// A heading's underline may not come to stand alone when the quote's own marks are taken away.
const LAZY_UNDERLINE = /\n {0,3}((?:=+|-+)[ \t]*)(?=\n|$)/g;
const QUOTE_MARK = /^ {0,3}>[ \t]?/gm;

/**
 * marked's lexer within limits: nesting, the length of a text, and the search for emphasis end
 * somewhere, and beyond that the source is text. It knows maths, footnotes and Chinese emphasis.
 */
export class BoundedLexer extends Lexer {
  /** What the search for emphasis in this text may still cost, in characters looked at. */
  emphasisWork = EMPHASIS_WORK_CHARS;
  private blockDepth = 0;
  private inlineDepth = 0;

  constructor() {
    super({
      ...getDefaults(),
      breaks: true,
      tokenizer: new BoundedTokenizer(),
      extensions: {
        renderers: {},
        childTokens: {},
        block: [mathsBlock, footnoteBlock],
        startBlock: [interruption],
        inline: [mathsSpan, footnoteMark],
        startInline: [mathsStart],
      },
    });
  }

  override blockTokens(src: string, tokens?: Token[], clipped?: boolean): Token[];
  override blockTokens(src: string, tokens?: TokensList, clipped?: boolean): TokensList;
  override blockTokens(src: string, tokens: Token[] = [], clipped = false): Token[] {
    if (this.blockDepth >= DEEPEST) {
      tokens.push(asWritten(src));
      return tokens;
    }
    this.blockDepth++;
    try {
      return super.blockTokens(src, tokens, clipped);
    } finally {
      this.blockDepth--;
    }
  }

  override inlineTokens(src: string, tokens: Token[] = []): Token[] {
    if (this.inlineDepth >= DEEPEST) {
      tokens.push(asWritten(src));
      return tokens;
    }
    if (this.inlineDepth === 0) this.emphasisWork = EMPHASIS_WORK_CHARS;
    this.inlineDepth++;
    try {
      const end = src.length <= INLINE_CHARS ? src.length : wordEnd(src, INLINE_CHARS);
      super.inlineTokens(src.slice(0, end), tokens);
      if (end < src.length) tokens.push(asWritten(src.slice(end)));
      return tokens;
    } finally {
      this.inlineDepth--;
    }
  }
}

class BoundedTokenizer extends Tokenizer {
  // marked's own reads a quote's lines once more for each line that lacks a mark, at each depth.
  override blockquote(src: string): Tokens.Blockquote | undefined {
    const found = this.rules.block.blockquote.exec(src)?.[0];
    if (found === undefined) return undefined;
    const raw = found.replace(/\n+$/, '');
    const text = raw.replace(LAZY_UNDERLINE, '\n    $1').replace(QUOTE_MARK, '');
    const { top } = this.lexer.state;
    this.lexer.state.top = true;
    const tokens = this.lexer.blockTokens(text, []);
    this.lexer.state.top = top;
    return { type: 'blockquote', raw, text, tokens };
  }

  // A heading by its underline does not reach over a formula or a footnote either.
  override lheading(src: string): Tokens.Heading | undefined {
    const heading = super.lheading(src);
    if (heading && interruption.call({ lexer: this.lexer }, heading.raw) !== undefined) {
      this.lexer.inlineQueue.pop();
      return undefined;
    }
    return heading;
  }

  override emStrong(
    src: string,
    masked: string,
    before = '',
  ): Tokens.Em | Tokens.Strong | undefined {
    if (src[0] !== '*' && src[0] !== '_') return undefined;
    if (!this.afford(src)) return undefined;
    const found = cjkEmphasis(masked, masked.length - src.length);
    if (!found || found.mark === '~~') return super.emStrong(src, masked, before);
    const { mark, closing } = found;
    const raw = src.slice(0, closing + mark.length);
    // Three marks are emphasis around a strong text: the inner two are found again inside.
    const own = mark.length === 2 ? 2 : 1;
    const text = raw.slice(own, -own);
    const tokens = this.lexer.inlineTokens(text);
    return mark.length === 2
      ? { type: 'strong', raw, text, tokens }
      : { type: 'em', raw, text, tokens };
  }

  // Two marks only: one stands for a range in Chinese, as in 10~20.
  override del(src: string, masked: string, before = ''): Tokens.Del | undefined {
    if (!src.startsWith('~~') || src[2] === '~') return undefined;
    if (!this.afford(src)) return undefined;
    const found = cjkEmphasis(masked, masked.length - src.length);
    if (!found) return super.del(src, masked, before);
    const raw = src.slice(0, found.closing + 2);
    const text = raw.slice(2, -2);
    return { type: 'del', raw, text, tokens: this.lexer.inlineTokens(text) };
  }

  private afford(src: string): boolean {
    if (!(this.lexer instanceof BoundedLexer)) return true;
    this.lexer.emphasisWork -= src.length;
    return this.lexer.emphasisWork > 0;
  }
}

function asWritten(raw: string): Tokens.Text {
  return { type: 'text', raw, text: raw };
}

/** The last place between two words before a limit, or the limit where it is one long word. */
export function wordEnd(text: string, most: number): number {
  const space = Math.max(text.lastIndexOf(' ', most - 1), text.lastIndexOf('\n', most - 1)) + 1;
  if (space > most / 2) return space;
  const paired = /[\ud800-\udbff]/.test(text.charAt(most - 1));
  return paired ? most - 1 : most;
}
