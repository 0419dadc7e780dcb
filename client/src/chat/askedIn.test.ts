import { expect, test } from 'vitest';
import { askedIn } from './askedIn';

test.each<[string, unknown, string, number]>([
  ['a plain text', 'Why SSE?', 'Why SSE?', 0],
  ['a prompt', { model: 'echo', prompt: 'Why SSE?' }, 'Why SSE?', 0],
  [
    'a conversation',
    {
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Why?' },
        { role: 'assistant', content: 'Because.' },
        { role: 'user', content: 'And now?' },
      ],
    },
    'And now?',
    3,
  ],
  ['parts', { messages: [{ role: 'user', content: [{ type: 'text', text: 'Why?' }] }] }, 'Why?', 0],
  ['no question', { messages: [{ role: 'system', content: 'Go.' }] }, '', 0],
  ['nothing that we know', null, '', 0],
])('the question is found in %s', (_, request, question, earlier) => {
  expect(askedIn(request)).toEqual({ question, earlier });
});
