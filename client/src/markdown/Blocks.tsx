import type { MarkedToken, Token, Tokens } from 'marked';
import { createElement, Fragment, type ReactNode } from 'react';
import { useWords } from '../i18n/useWords';
import styles from './Blocks.module.css';
import { breakable } from './breakable';
import { CodeBlock } from './CodeBlock';
import { Footnote } from './Footnote';
import { languageIn } from './fence';
import type { Footnote as FootnoteToken } from './footnotes';
import { Inline } from './Inline';
import { Maths } from './Maths';
import type { Maths as MathsToken } from './maths';
import type { Notes } from './notes';
import { safeUrl } from './safeUrl';
import { Table } from './Table';

type BlockToken = MarkedToken | MathsToken | FootnoteToken;

interface BlocksProps {
  readonly tokens: readonly Token[];
  readonly notes: Notes;
  /** The level on the page of a heading among them; 0 inside of lists and quotes. */
  readonly level?: number;
  /** Whether the last of them is still being written. */
  readonly open?: boolean;
  /** The source of a table that is a part of a longer one. */
  readonly source?: (() => string) | undefined;
}

/** Paragraphs, headings, lists, quotes, tables and so on, one below the other. */
export function Blocks({ tokens, notes, level = 0, open = false, source }: BlocksProps): ReactNode {
  return tokens.map((token, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part has no other identity than its place
    <Fragment key={index}>
      {part(token as BlockToken, notes, level, open && index === tokens.length - 1, source)}
    </Fragment>
  ));
}

function part(
  token: BlockToken,
  notes: Notes,
  level: number,
  open: boolean,
  source: (() => string) | undefined,
): ReactNode {
  switch (token.type) {
    case 'space':
    case 'checkbox':
      return null;
    case 'paragraph':
      return (
        <p>
          <Inline tokens={token.tokens} notes={notes} />
        </p>
      );
    case 'heading':
      // One in a quote or a list is no heading of the page.
      return createElement(
        level === 0 ? 'p' : `h${level}`,
        { className: token.depth <= 2 ? styles.large : styles.small },
        <Inline tokens={token.tokens} notes={notes} />,
      );
    case 'code':
      return (
        <CodeBlock language={languageIn(token.lang ?? '')} code={token.text} settled={!open} />
      );
    case 'blockquote':
      return (
        <blockquote className={styles.quote}>
          <Blocks tokens={token.tokens} notes={notes} open={open} />
        </blockquote>
      );
    case 'list':
      return <List list={token} notes={notes} open={open} />;
    case 'table':
      return <Table table={token} notes={notes} source={source ?? (() => token.raw)} />;
    case 'hr':
      return <hr className={styles.rule} />;
    case 'html':
      return <p className={styles.written}>{breakable(token.raw)}</p>;
    case 'def':
      return safeUrl(token.href) ? null : <p className={styles.written}>{breakable(token.raw)}</p>;
    case 'maths':
      if (token.closed) return <Maths tex={token.tex} display source={token.raw.trim()} />;
      return open ? (
        <p className={styles.written}>{breakable(token.raw)}</p>
      ) : (
        <p>
          <Inline tokens={token.tokens} notes={notes} />
        </p>
      );
    case 'footnote':
      return <Footnote label={token.label} tokens={token.tokens} notes={notes} />;
    case 'text':
      return token.tokens && token.tokens.length > 0 ? (
        <Inline tokens={token.tokens} notes={notes} />
      ) : (
        <span className={styles.written}>{breakable(token.raw)}</span>
      );
    default:
      return <p className={styles.written}>{breakable(token.raw)}</p>;
  }
}

interface ListProps {
  readonly list: Tokens.List;
  readonly notes: Notes;
  readonly open: boolean;
}

function List({ list, notes, open }: ListProps) {
  const items = list.items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place
    <li key={index} className={item.task ? styles.task : undefined}>
      {item.task && <Box done={item.checked === true} />}
      <Blocks tokens={item.tokens} notes={notes} open={open && index === list.items.length - 1} />
    </li>
  ));
  const className = list.loose ? styles.loose : styles.list;
  if (!list.ordered) return <ul className={className}>{items}</ul>;
  return (
    <ol className={className} start={list.start === '' ? 1 : list.start}>
      {items}
    </ol>
  );
}

function Box({ done }: { readonly done: boolean }) {
  const words = useWords().markdown;
  return (
    <span
      className={styles.box}
      data-done={done}
      role="img"
      aria-label={done ? words.done : words.toDo}
    />
  );
}
