import type { MarkedToken, Token } from 'marked';
import { Fragment, type ReactNode } from 'react';
import { breakable } from './breakable';
import { decodeEntities } from './entities';
import { FootnoteMark } from './Footnote';
import type { FootnoteMark as FootnoteToken } from './footnotes';
import { ImageChip } from './ImageChip';
import styles from './Inline.module.css';
import { Link } from './Link';
import { Maths } from './Maths';
import type { Maths as MathsToken } from './maths';
import type { Notes } from './notes';

type InlineToken = MarkedToken | MathsToken | FootnoteToken;

interface InlineProps {
  readonly tokens: readonly Token[] | undefined;
  readonly notes: Notes;
  /** A link may hold no further link. */
  readonly inLink?: boolean;
}

/** A run of text with its emphasis, code, links, formulas and footnote marks. */
export function Inline({ tokens = [], notes, inLink = false }: InlineProps): ReactNode {
  return tokens.map((token, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part has no other identity than its place
    <Fragment key={index}>{part(token as InlineToken, notes, inLink)}</Fragment>
  ));
}

function part(token: InlineToken, notes: Notes, inLink: boolean): ReactNode {
  switch (token.type) {
    case 'text':
      if ('tokens' in token && token.tokens && token.tokens.length > 0)
        return <Inline tokens={token.tokens} notes={notes} inLink={inLink} />;
      return breakable(decodeEntities(token.raw));
    case 'escape':
      return token.text;
    case 'strong':
      return (
        <strong className={styles.strong}>
          <Inline tokens={token.tokens} notes={notes} inLink={inLink} />
        </strong>
      );
    case 'em':
      return (
        <em>
          <Inline tokens={token.tokens} notes={notes} inLink={inLink} />
        </em>
      );
    case 'del':
      return (
        <del>
          <Inline tokens={token.tokens} notes={notes} inLink={inLink} />
        </del>
      );
    case 'codespan':
      return <code className={styles.code}>{breakable(token.text)}</code>;
    case 'br':
      return <br />;
    case 'link': {
      const content = <Inline tokens={token.tokens} notes={notes} inLink />;
      if (inLink) return content;
      return (
        <Link written={token.href} label={token.text}>
          {content}
        </Link>
      );
    }
    case 'image':
      return <ImageChip written={token.href} alt={decodeEntities(token.text)} inLink={inLink} />;
    case 'html':
      return /^<br\s*\/?>$/i.test(token.raw) ? <br /> : breakable(token.raw);
    case 'maths':
      return <Maths tex={token.tex} display={token.display} source={token.raw} />;
    case 'footnoteMark':
      return <FootnoteMark label={token.label} source={token.raw} notes={notes} />;
    // The box of a task is drawn by its list.
    case 'checkbox':
      return null;
    default:
      return token.raw;
  }
}
