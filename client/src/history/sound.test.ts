import { describe, expect, test } from 'vitest';
import { type Answer, nothingYet } from '../stream/answer';
import type { Happening } from '../stream/happening';
import { kept, reduce } from '../stream/reduce';
import { frameOf, framesOf } from '../stream/scriptedTransport.double';
import { conversation, part, question, reply } from './messages.fixture';
import { soundConversation, soundMessage, soundSystemPrompt } from './sound';

const problem = { status: 0, type: '', title: '', detail: '' };

const course: readonly Happening[] = [
  { kind: 'opened', stream: 's', at: 1 },
  { kind: 'frames', frames: framesOf('Be').slice(0, 2) },
  { kind: 'cut', at: 2, retryAt: 3, problem },
  { kind: 'opened', stream: 's', at: 4 },
  {
    kind: 'frames',
    frames: [frameOf(3, '"toolCall":{"index":1,"id":"","name":"","arguments":"{"}')],
  },
];

const ends: readonly Happening[] = [
  { kind: 'ended', end: { kind: 'abandoned' }, at: 5 },
  { kind: 'ended', end: { kind: 'gone', ended: 1 }, at: 5 },
  { kind: 'ended', end: { kind: 'refused', problem }, at: 5 },
  {
    kind: 'frames',
    frames: [
      frameOf(4, '"reason":"stop","usage":{"inputTokens":2,"outputTokens":-0.5}', 'finished'),
    ],
  },
  {
    kind: 'frames',
    frames: [frameOf(4, '"code":"store_full","message":"","retryable":true', 'failed')],
  },
  { kind: 'frames', frames: [frameOf(4, 'nonsense')] },
];

const fold = (happenings: readonly Happening[]): Answer => happenings.reduce(reduce, nothingYet);

describe('what was written is sound:', () => {
  test('a question, a conversation, a system prompt', () => {
    expect(soundMessage(question('q'))).toBe(true);
    expect(soundConversation(conversation('c', { deletedAt: 1, queue: ['One?'] }))).toBe(true);
    expect(soundSystemPrompt({ id: 'p', name: '', text: '' })).toBe(true);
  });

  test.each([
    ...[0, 1, 2, 3, 4, 5].map((steps) => fold(course.slice(0, steps))),
    ...ends.map((end) => fold([...course, end])),
  ])('an answer, however far it came, %#', (answer) => {
    const parts = [part('k', kept(answer), { cancelling: true })];

    expect(soundMessage({ ...reply('a', { parts }), live: 1 })).toBe(true);
  });
});

describe('what is damaged is not sound:', () => {
  const whole = { ...part('k', { text: 'Because' }) };
  const answering = (answer: object) => ({ ...reply('a'), parts: [{ ...whole, answer }] });

  test.each([
    ['nothing', null],
    ['no object', 'q'],
    ['a question without its text', { ...question('q'), text: undefined }],
    ['a message of no kind', { ...question('q'), kind: 'remark' }],
    ['one of no conversation', { ...question('q'), conversation: undefined }],
    ['a reply without parts', reply('a', { parts: [] })],
    ['a part without its answer', { ...reply('a'), parts: [{ ...whole, answer: null }] }],
    ['an answer without its text', answering({ ...whole.answer, text: null })],
    ['its ticks', answering({ ...whole.answer, ticks: { length: 1, ms: ['1'], bytes: [1] } })],
    ['its seams', answering({ ...whole.answer, seams: [null] })],
    ['its end', answering({ ...whole.answer, end: 'over' })],
    ['why it was refused', answering({ ...whole.answer, end: { kind: 'refused' } })],
    ['when it began', answering({ ...whole.answer, startedAt: 9e15 })],
  ])('%s', (_, record) => {
    expect(soundMessage(record)).toBe(false);
  });

  test.each([
    ['no choice', { choice: undefined }],
    ['a queue that is none', { queue: 7 }],
    ['no title', { title: undefined }],
    ['a time that is none', { changedAt: Number.NaN }],
    ['a time of its deletion that is none', { deletedAt: 'yesterday' }],
  ])('a conversation with %s', (_, damage) => {
    expect(soundConversation({ ...conversation('c'), ...damage })).toBe(false);
  });

  test('a system prompt without its name', () => {
    expect(soundSystemPrompt({ id: 'p', text: '' })).toBe(false);
  });
});
