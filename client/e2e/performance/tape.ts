/** What a piece of a tape ends with where it is to be found again on the page: `n17`. */
const MARK = 'n';
/** Every so many words is such a mark. */
const WORDS_PER_MARK = 4;

const english =
  'river gauge water stone bridge level flood bank meadow rain snow melt current bed weir lock ' +
  'ferry mill reed heron otter trout spring delta source mouth bend ford pool rapid';
const chinese = '河水 漫过 石头 水位 上涨 桥墩 岸边 刻度 雨停 洪峰 流速 上游 下游 渡口 水闸 河床';

/**
 * So many pieces of a Markdown document of everything: headings, paragraphs in both languages,
 * nested lists, code, tables. They are of some five characters, as tokens are.
 */
export function piecesOf(count: number): readonly string[] {
  const pieces: string[] = [];
  const say = writing(pieces);
  while (pieces.length < count) section(say);
  return pieces.slice(0, count);
}

interface Say {
  readonly raw: (text: string) => void;
  readonly words: (count: number, language?: 'english' | 'chinese') => void;
}

function writing(pieces: string[]): Say {
  const vocabulary = { english: english.split(' '), chinese: chinese.split(' ') };
  let said = 0;
  let marks = 0;
  return {
    raw: (text) => pieces.push(text),
    words: (count, language = 'english') => {
      const all = vocabulary[language];
      for (let word = 0; word < count; word++) {
        said++;
        const next = all[(said * 7) % all.length] ?? '';
        const mark = said % WORDS_PER_MARK === 0 ? ` ${MARK}${++marks}` : '';
        pieces.push((language === 'english' ? ' ' : '') + next + mark);
      }
    },
  };
}

function section({ raw, words }: Say): void {
  raw('\n\n##');
  words(4);
  for (let paragraph = 0; paragraph < 3; paragraph++) {
    raw('\n\n');
    words(60);
    raw(' **');
    raw('bold**');
    raw(' `code`');
    words(20);
    raw('.');
  }
  raw('\n\n');
  words(80, 'chinese');
  raw('。\n');
  for (let item = 0; item < 6; item++) {
    raw(item % 3 === 2 ? '\n  -' : '\n-');
    words(10);
  }
  raw('\n\n```java\n');
  for (let line = 0; line < 12; line++) {
    raw('  int');
    words(1);
    raw(' = 17;');
    raw(' //');
    words(5);
    raw('\n');
  }
  raw('```\n\n');
  raw('| where |');
  raw(' how high |');
  raw('\n|---|---|\n');
  for (let row = 0; row < 6; row++) {
    raw('|');
    words(3);
    raw(' |');
    words(3);
    raw(' |\n');
  }
}
