import type { Token } from 'marked';
import { expect, test } from 'vitest';
import { BoundedLexer } from './BoundedLexer';

const shape = (tokens: readonly Token[]): string =>
  tokens
    .map((token) => {
      const inner =
        'tokens' in token && token.tokens
          ? shape(token.tokens)
          : String('text' in token ? token.text : '');
      if (token.type === 'strong') return `<b>${inner}</b>`;
      if (token.type === 'em') return `<i>${inner}</i>`;
      if (token.type === 'del') return `<s>${inner}</s>`;
      if (token.type === 'codespan') return `<c>${inner}</c>`;
      return inner;
    })
    .join('');
const inline = (text: string) => shape(new BoundedLexer().inlineTokens(text));

test.each([
  ['**注意：**正文', '<b>注意：</b>正文'],
  ['这是**“会引起”**的问题', '这是<b>“会引起”</b>的问题'],
  ['含**「重点」**内容', '含<b>「重点」</b>内容'],
  ['**不变。**源码', '<b>不变。</b>源码'],
  ['**复现：**10 轮', '<b>复现：</b>10 轮'],
  ['*斜体。*后文', '<i>斜体。</i>后文'],
  ['这是**重点**内容', '这是<b>重点</b>内容'],
  ['**注意** 空格', '<b>注意</b> 空格'],
  ['前文 **（括号）** 后文', '前文 <b>（括号）</b> 后文'],
])('%s is emphasised as it is meant', (text, expected) => {
  expect(inline(text)).toBe(expected);
});

test.each([
  ['**Warning:**text', '**Warning:**text'],
  ['snake_case_name', 'snake_case_name'],
  ['2 * 3 * 4', '2 * 3 * 4'],
  ['a ** b **', 'a ** b **'],
  ['**bold**', '<b>bold</b>'],
  ['a **b *c* d** e', 'a <b>b <i>c</i> d</b> e'],
  ['***both***', '<i><b>both</b></i>'],
])('%s is as CommonMark has it', (text, expected) => {
  expect(inline(text)).toBe(expected);
});

test.each([
  ['**一。**二**三。**四', '<b>一。</b>二<b>三。</b>四'],
  ['**说明：**见 `a**b` 处', '<b>说明：</b>见 <c>a**b</c> 处'],
  ['***强调：***正文', '<i><b>强调：</b></i>正文'],
  ['**“引用”**：正文', '<b>“引用”</b>：正文'],
  ['**단어(word)**를', '<b>단어(word)</b>를'],
  ['日本語の**「強調」**です', '日本語の<b>「強調」</b>です'],
  ['**𠮷野家。**です', '<b>𠮷野家。</b>です'],
  ['\\*\\*注意：**正文', '**注意：**正文'],
])('%s too', (text, expected) => {
  expect(inline(text)).toBe(expected);
});

test.each([
  ['~~gone~~', '<s>gone</s>'],
  ['~~删除：~~保留', '<s>删除：</s>保留'],
  ['10~20 元，30~40 元', '10~20 元，30~40 元'],
  ['10~20元，30~40元', '10~20元，30~40元'],
])('%s is struck out by two marks only', (text, expected) => {
  expect(inline(text)).toBe(expected);
});
