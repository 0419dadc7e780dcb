import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Block, BlockSplitter, LONGEST_BLOCK_CHARS, LONGEST_TEXT_CHARS } from './splitBlocks';

const split = (text: string) => new BlockSplitter().split(text);
const raws = (blocks: readonly Block[]) => blocks.map(({ raw }) => raw);

const pieces = [
  ...['# Head\n', '## Second\n', 'Setext\n===\n', 'a paragraph of words', ' **bold** ', '`code`'],
  ...[
    '\n',
    '\n\n',
    '\n\n\n',
    '  \n',
    '\r\n',
    '- item\n',
    '* item\n',
    '+ x\n',
    '1. one\n',
    '2) two\n',
  ],
  ...[
    '  - nested\n',
    '   continued\n',
    '    four spaces\n',
    '\ttab\n',
    '> quoted\n',
    '> - in quote\n',
  ],
  ...['>\n', '```java\nint i;\n```\n', '```\n', '~~~\n', '    ```\n', '| a | b |\n', '|---|:-:|\n'],
  ...[
    '| 1 | 2 |\n',
    'a | b\n',
    '---\n',
    '***\n',
    '<div>\n',
    '</div>\n',
    '<!-- c -->\n',
    '[a]: https://b\n',
  ],
  ...[
    '[^1]: note\n',
    '[^1]',
    '[x](y)',
    '$$\n',
    'x = 1\n',
    '$$ x $$\n',
    '\\[\n',
    '\\]\n',
    '$5 ',
    '- [ ] task\n',
  ],
  ...[
    '中文段落。',
    '**注意：**正文',
    '1.\n',
    '-\n',
    '=\n',
    '-',
    '=',
    '\\',
    '`',
    '*',
    '_',
    '|',
    'lazy\n',
  ],
];
const documents = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 24 })
  .map((parts) => parts.join(''));

test('every prefix of 1,500 documents splits as if it had come at once', () => {
  const seed = Date.now();
  fc.assert(
    fc.property(documents, fc.integer({ min: 1, max: 9 }), (text, step) => {
      const splitter = new BlockSplitter();
      for (let end = step; end < text.length + step; end += step) {
        const prefix = text.slice(0, end);
        expect(splitter.split(prefix)).toEqual(split(prefix));
      }
    }),
    { numRuns: 1_500, seed },
  );
  process.stdout.write(`splitBlocks: 1,500 documents, seed ${seed}\n`);
}, 60_000);

test('the blocks are the text but for empty lines between them', () => {
  fc.assert(
    fc.property(documents, (text) => {
      const whole = text.replace(/\r\n?/g, '\n');
      let end = 0;
      for (const { offset, raw } of split(text)) {
        expect(whole.slice(end, offset).trim()).toBe('');
        expect(whole.slice(offset, offset + raw.length)).toBe(raw);
        end = offset + raw.length;
      }
      expect(whole.slice(end).trim()).toBe('');
    }),
    { numRuns: 500 },
  );
});

test('settled blocks are the same objects when more comes', () => {
  const splitter = new BlockSplitter();
  const text = Array.from({ length: 20 }, (_, index) => `Paragraph ${index}.`).join('\n\n');
  const before = splitter.split(text);
  const after = splitter.split(`${text} And more.\n\nYet another.`);
  expect(after.slice(0, 18).every((block, index) => block === before[index])).toBe(true);
});

test('a text that is another one is split anew', () => {
  const splitter = new BlockSplitter();
  splitter.split('# One\n\nTwo');
  expect(raws(splitter.split('Other\n\ntext'))).toEqual(['Other', 'text']);
});

test('a carriage return at the end of what has come is half of a line end', () => {
  const splitter = new BlockSplitter();
  splitter.split('a\r');
  expect(raws(splitter.split('a\r\n\r\nb'))).toEqual(['a', 'b']);
});

test('an open fence takes what comes, and ends at its end', () => {
  const splitter = new BlockSplitter();
  let text = 'Look:\n\n```java\n';
  for (let line = 0; line < 3_000; line++) {
    text += `int x${line} = ${line}; // and so on\n`;
    const blocks = splitter.split(text, true);
    expect(blocks).toHaveLength(2);
  }
  const blocks = splitter.split(`${text}\`\`\`\n\nDone.`);
  expect(blocks.map(({ kind }) => kind)).toEqual(['markdown', 'fence', 'markdown']);
  expect(blocks).toEqual(split(`${text}\`\`\`\n\nDone.`));
});

test('a fence is none if its first line goes on with a backtick', () => {
  const splitter = new BlockSplitter();
  splitter.split('```code');
  expect(splitter.split('```code`\ntext')).toEqual(split('```code`\ntext'));
});

test('a line that looks like the end of a fence is not, once it goes on', () => {
  const splitter = new BlockSplitter();
  splitter.split('```\na\n```');
  const longer = '```\na\n```x\nb\n';
  expect(splitter.split(longer)).toEqual(split(longer));
  expect(raws(splitter.split(longer))).toEqual([longer]);
});

test.each([
  ['one line', 'word '.repeat(60_000)],
  ['one word', 'x'.repeat(300_000)],
  ['one list', '- an item of a list\n'.repeat(15_000)],
  ['one quote', '> a line of a quote\n'.repeat(15_000)],
  ['one table', `| a | b |\n|---|---|\n${'| one | two |\n'.repeat(20_000)}`],
  ['one code', `\`\`\`\n${'a line of code\n'.repeat(20_000)}`],
  ['one comment', `<!-- ${'a '.repeat(100_000)}`],
  ['many paragraphs', 'A short one.\n\n'.repeat(20_000)],
])('%s of 300 KB splits alike at once and in steps, in parts that are bounded', (_, text) => {
  const blocks = split(text);
  const splitter = new BlockSplitter();
  for (let end = 0; end < text.length; end += 3_001) splitter.split(text.slice(0, end), true);
  expect(splitter.split(text)).toEqual(blocks);
  for (const { raw, kind } of blocks)
    if (kind !== 'fence') expect(raw.length).toBeLessThanOrEqual(LONGEST_BLOCK_CHARS);
  const joined = raws(blocks).join('').replace(/\n/g, '');
  expect(joined).toBe(text.replace(/\n/g, ''));
});

test('a long table goes on under its head, and is whole where it is copied', () => {
  const table = `| a | b |\n|---|---|\n${'| one | two |\n'.repeat(5_000)}`.trimEnd();
  const splitter = new BlockSplitter();
  const blocks = splitter.split(`Before.\n\n${table}\n\nAfter.`);
  const parts = blocks.slice(1, -1);
  expect(parts.length).toBeGreaterThan(1);
  expect(parts.slice(1).every(({ head }) => head === '| a | b |\n|---|---|\n')).toBe(true);
  expect(splitter.whole(parts[0]?.offset ?? -1)).toBe(table);
  expect(blocks.at(-1)?.raw).toBe('After.');
});

test('beyond all that a model says the text is plain', () => {
  const blocks = split('A *short* one.\n\n'.repeat(50_000));
  const plain = blocks.filter(({ kind }) => kind === 'plain');
  expect(plain[0]?.offset).toBeGreaterThanOrEqual(LONGEST_TEXT_CHARS);
  expect(plain.length).toBeLessThan(50);
});

test('the end of a long unfinished block is not split again for each piece', () => {
  const splitter = new BlockSplitter();
  const list = '- an item of a long list\n'.repeat(400);
  splitter.split(list, true);
  const blocks = splitter.split(`${list}- one more\n`, true);
  expect(blocks.at(-1)).toMatchObject({ kind: 'plain', raw: '- one more\n' });
  expect(splitter.split(`${list}- one more\n`)).toHaveLength(1);
});
