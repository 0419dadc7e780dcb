import { describe, expect, test } from 'vitest';
import { type Message, promptOf, requestOf } from './request';

const before: Message[] = [
  { role: 'user', content: 'one' },
  { role: 'assistant', content: 'Hello' },
];

describe('a request', () => {
  test('is a prompt where nothing was said before', () => {
    expect(requestOf('one')).toEqual({ prompt: 'one' });
  });

  test('is all messages where something was', () => {
    expect(requestOf('two', before)).toEqual({
      messages: [...before, { role: 'user', content: 'two' }],
    });
  });

  test.each([
    ['its prompt', { prompt: 'one' }, 'one'],
    ["its user's last message", requestOf('two', before), 'two'],
    ['the last of the user, though the assistant has spoken since', { messages: before }, 'one'],
    ['nothing, of one that another program sent in parts', { messages: [{ content: [] }] }, ''],
    ['nothing, of what is none', undefined, ''],
  ])('gives back %s', (_, request, prompt) => {
    expect(promptOf(request)).toBe(prompt);
  });
});
