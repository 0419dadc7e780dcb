import { expect, test } from 'vitest';
import { append, type Message } from './useMessages';

test('the last 500 messages are kept, each under a number of its own', () => {
  let messages: readonly Message[] = [];
  for (let second = 1; second <= 700; second++) messages = append(messages, `Message ${second}`);

  expect(messages).toHaveLength(500);
  expect(messages[0]).toEqual({ number: 201, text: 'Message 201' });
  expect(messages.at(-1)).toEqual({ number: 700, text: 'Message 700' });
});
