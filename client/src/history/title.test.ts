import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shortened, titleOf } from './title';

describe('the title of a conversation', () => {
  test.each([
    ['Why SSE?', 'Why SSE?'],
    ['\n  \n\tWhy SSE?\nAnd why not?', 'Why SSE?'],
    ['## Why **SSE**? ##', 'Why SSE?'],
    ['> - [ ] `curl` *it*', 'curl it'],
    ['1. ~~One~~ [link](https://a.example/) ![picture](x.png)', 'One link picture'],
    ['```java\nvar x = 1;\n```', 'var x = 1;'],
    ['---\nBelow a rule', 'Below a rule'],
    ['snake_case_name and 2 * 3 * 4', 'snake_case_name and 2 * 3 * 4'],
    ['_two_ __marks__', 'two marks'],
    ['#\n#hashtag', '#hashtag'],
    ['流式输出**为什么**用 SSE？', '流式输出为什么用 SSE？'],
    [' \n ', ''],
  ])('of %j is %j', (text, title) => {
    expect(titleOf(text)).toBe(title);
  });

  test('ends with … where it is cut off', () => {
    expect(titleOf('word '.repeat(40))).toBe(`${'word '.repeat(15)}word…`);
  });

  test('is cut off between characters', () => {
    const family = '👨‍👩‍👧‍👦';

    expect(titleOf(family.repeat(10))).toBe(`${family.repeat(7)}…`);
    expect(shortened('e\u0301'.repeat(3), 4)).toBe('e\u0301…');
  });

  test('is one short line, whatever was asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const title = titleOf(text);

        expect(title.length).toBeLessThanOrEqual(80);
        expect(title).not.toMatch(/[\r\n]/);
        expect(title).toBe(title.trim());
      }),
    );
  });

  test('is found in no time in a line that was made to take long', () => {
    const before = performance.now();
    for (const mark of ['*', '_', '`', '[', '> ', '# ', '![', '~~', '- ']) {
      titleOf(mark.repeat(500_000));
    }

    expect(performance.now() - before).toBeLessThan(1_000);
  });
});
