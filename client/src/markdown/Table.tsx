import type { Tokens } from 'marked';
import { useWords } from '../i18n/useWords';
import { CopyTool } from './CopyTool';
import { csvOf } from './csv';
import { Inline } from './Inline';
import type { Notes } from './notes';
import { scrollable } from './scrollable';
import styles from './Table.module.css';
import tools from './Tools.module.css';

interface TableProps {
  readonly table: Tokens.Table;
  readonly notes: Notes;
  /** The source of the whole table, of which this may be a part. */
  readonly source: () => string;
}

/** A table that scrolls by itself where it is wide, with buttons to take it elsewhere. */
export function Table({ table, notes, source }: TableProps) {
  const words = useWords().markdown;
  return (
    <div className={styles.box}>
      <div className={styles.head}>
        <CopyTool label={words.copyAsMarkdown} text={source}>
          Markdown
        </CopyTool>
        <CopyTool label={words.copyAsCsv} text={() => csvOf(source())}>
          CSV
        </CopyTool>
      </div>
      <div className={styles.scroll} {...scrollable(words.table)}>
        <table className={styles.table}>
          <thead>
            <tr>
              {table.header.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <th key={column} scope="col" className={tools[cell.align ?? 'left']}>
                  <Inline tokens={cell.tokens} notes={notes} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
              <tr key={index}>
                {row.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                  <td key={column} className={tools[cell.align ?? 'left']}>
                    <Inline tokens={cell.tokens} notes={notes} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
