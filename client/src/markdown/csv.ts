import type { Token, Tokens } from 'marked';
import { noDefinitions, tokensOf } from './definitions';
import { decodeEntities } from './entities';

// A spreadsheet takes a cell that begins so for a formula and runs it.
const FORMULA = /^[=@\t\r]|^[+-](?![\d.,]+%?$)/;

/** A Markdown table as comma-separated values (RFC 4180), without the Markdown in its cells. */
export function csvOf(markdown: string): string {
  const tables = tokensOf(markdown, noDefinitions).filter((token) => token.type === 'table');
  const rows = tables.flatMap((token) => {
    const table = token as Tokens.Table;
    return [table.header, ...table.rows];
  });
  return rows.map((row) => row.map(({ tokens }) => fieldOf(tokens)).join(',')).join('\r\n');
}

function fieldOf(tokens: readonly Token[]): string {
  const text = plainOf(tokens).trim();
  const inert = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

function plainOf(tokens: readonly Token[]): string {
  return tokens.map(plain).join('');
}

function plain(token: Token): string {
  if (token.type === 'maths' || token.type === 'footnoteMark') return token.raw;
  if (token.type === 'html') return /^<br\s*\/?>$/i.test(token.raw) ? '\n' : token.raw;
  if (token.type === 'br') return '\n';
  if ('tokens' in token && token.tokens && token.tokens.length > 0) return plainOf(token.tokens);
  if (token.type === 'codespan' || token.type === 'escape') return String(token.text);
  return decodeEntities(token.raw);
}
