import { describe, expect, test } from 'vitest';
import { markdownOf } from './markdownOf';
import { conversation, part, question, reply } from './messages.fixture';

const speakers = { question: 'You', reply: (model: string) => `Spate (${model})` };
const said = (text: string) => reply('a', { parts: [part('k', { text })] });

describe('a conversation as Markdown', () => {
  test('is its title, and each message under who said it', () => {
    const path = [question('q', { text: 'Why?\n' }), said('Because **it** is.'), question('Oh')];

    expect(markdownOf(conversation('c', { title: 'Why?' }), path, speakers)).toBe(
      '# Why?\n\n## You\n\nWhy?\n\n## Spate (echo)\n\nBecause **it** is.\n\n## You\n\nOh\n',
    );
  });

  test('has no title where there is none', () => {
    expect(markdownOf(conversation('c'), [question('Oh')], speakers)).toBe('## You\n\nOh\n');
  });

  test.each([
    ['```js\nlet x', '```js\nlet x\n```'],
    ['~~~~\n```\n', '~~~~\n```\n~~~~'],
    ['```\nx\n```', '```\nx\n```'],
    ['```\nx\n``` not yet', '```\nx\n``` not yet\n```'],
  ])('closes the code that broke off in %j', (text, closed) => {
    expect(markdownOf(conversation('c'), [said(text)], speakers)).toBe(
      `## Spate (echo)\n\n${closed}\n`,
    );
  });
});
