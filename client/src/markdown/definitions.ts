import type { Token } from 'marked';
import { BoundedLexer } from './BoundedLexer';
import type { Block } from './splitBlocks';

/** What a text defines in one place and refers to in others. */
export interface Definitions {
  readonly links: ReadonlyMap<string, Destination>;
  readonly footnotes: ReadonlySet<string>;
}

interface Destination {
  readonly href: string;
  readonly title?: string | null | undefined;
}

export const noDefinitions: Definitions = { links: new Map(), footnotes: new Set() };

const MOST = 200;

/** All that the blocks define. The first definition of a name counts. */
export function definitionsIn(blocks: readonly Block[]): Definitions {
  const links = new Map<string, Destination>();
  const footnotes = new Set<string>();
  for (const { kind, raw } of blocks) {
    if (kind !== 'markdown' || !raw.includes(']:')) continue;
    const lexer = new BoundedLexer();
    const tokens = lexer.blockTokens(raw, lexer.tokens);
    for (const [name, link] of Object.entries(lexer.tokens.links))
      if (!links.has(name) && links.size < MOST) links.set(name, link);
    for (const token of tokens)
      if (token.type === 'footnote' && footnotes.size < MOST) footnotes.add(String(token.label));
  }
  return links.size + footnotes.size > 0 ? { links, footnotes } : noDefinitions;
}

/** A block's parts, down to its words. */
export function tokensOf(raw: string, { links }: Definitions): readonly Token[] {
  const lexer = new BoundedLexer();
  for (const [name, { href, title }] of links)
    lexer.tokens.links[name] = { href, title: title ?? null };
  return lexer.lex(raw);
}
