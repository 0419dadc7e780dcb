import { memo } from 'react';
import { languageOf } from '../ui/languageOf';
import { Blocks } from './Blocks';
import styles from './Blocks.module.css';
import { breakable } from './breakable';
import { CodeBlock } from './CodeBlock';
import { tokensOf } from './definitions';
import { codeIn } from './fence';
import type { Notes } from './notes';
import type { Block as BlockSource } from './splitBlocks';
import { withoutUnfinished } from './unfinished';

interface BlockProps {
  readonly raw: string;
  readonly kind: BlockSource['kind'];
  /** The head of the table that this is a further part of. */
  readonly head: string;
  /** Whether it is still being written. */
  readonly open: boolean;
  /** The level of its heading on the page, 0 if it is none. */
  readonly level: number;
  readonly notes: Notes;
  /** Where the block begins that this is a part of, if it is one. */
  readonly partOf: number;
  readonly whole: (origin: number) => string;
}

/** One block of a text. It is drawn anew only when its source is another. */
export const Block = memo(function Block(props: BlockProps) {
  const { raw, kind, head, open, level, notes, partOf, whole } = props;
  if (kind === 'plain')
    return (
      <div className={styles.block}>
        <p className={styles.written}>{breakable(raw)}</p>
      </div>
    );
  if (kind === 'fence') {
    const { language, code, closed } = codeIn(raw);
    return (
      <div className={styles.block}>
        <CodeBlock language={language} code={code} settled={closed || !open} />
      </div>
    );
  }
  const shown = open ? withoutUnfinished(raw) : raw;
  const tokens = tokensOf(head + shown, notes.definitions);
  const source = () => whole(partOf);
  return (
    <div className={styles.block} lang={blockLanguage(raw)}>
      <Blocks tokens={tokens} notes={notes} level={level} open={open} source={source} />
    </div>
  );
});

const SAMPLE_CHARS = 400;
// One Chinese character says as much as this many Latin letters.
const LETTERS_PER_CHARACTER = 3;

/** Chinese where most of the text is: one Chinese name in an English sentence is not enough. */
function blockLanguage(text: string): 'zh' | '' {
  const sample = text.slice(0, SAMPLE_CHARS);
  const characters = sample.match(/\p{Script=Han}/gu)?.length ?? 0;
  const letters = sample.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return characters * LETTERS_PER_CHARACTER >= letters ? languageOf(sample) : '';
}
