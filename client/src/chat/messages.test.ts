import { expect, test } from 'vitest';
import { type End, nothingYet } from '../stream/answer';
import { messagesOf } from './messages';
import type { Turn } from './Turn';

const cancelled: End = { kind: 'finished', reason: 'cancelled' };
const failed: End = { kind: 'failed', code: 'upstream_truncated', message: 'broke off' };

function turn(end: End, text: string): Turn {
  return {
    id: 0,
    prompt: 'Why?',
    answer: { ...nothingYet, text, end },
    cancelling: false,
    takenBack: false,
  };
}

test.each<End>([{ kind: 'finished', reason: 'stop' }, cancelled, failed, { kind: 'allRead' }])(
  'a turn is its prompt and what came of its answer: %o',
  (end) => {
    expect(messagesOf([turn(end, 'So')])).toEqual([
      { role: 'user', content: 'Why?' },
      { role: 'assistant', content: 'So' },
    ]);
  },
);

test.each([cancelled, failed])('an answer without text is no message: %o', (end) => {
  expect(messagesOf([turn(end, '')])).toEqual([{ role: 'user', content: 'Why?' }]);
});

test.each<End>([
  { kind: 'refused', problem: { title: 'No', detail: 'no' } },
  { kind: 'unreachable' },
  { kind: 'gone' },
])('a turn that was $kind is left out', (end) => {
  expect(messagesOf([turn(end, 'So')])).toEqual([]);
});
