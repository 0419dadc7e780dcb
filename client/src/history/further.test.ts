import { describe, expect, test } from 'vitest';
import { nothingYet } from '../stream/answer';
import { furtherAnswer, furtherMessage, furtherPart } from './further';
import { finished, part, reply } from './messages.fixture';

describe('how far an answer has come', () => {
  const at = (position: number) => ({ ...nothingYet, position });
  const ended = (position: number) => ({ ...at(position), ...finished });

  test.each([
    ['the greater position', at(2), at(3), 1],
    ['the greater position, though it was there before', at(3), at(2), 0],
    ['an end', at(3), ended(2), 1],
    ['an end, though it was there before', ended(2), at(3), 0],
    ['the end of the greater position', ended(2), ended(3), 1],
    ['the first of two ends', ended(2), ended(2), 0],
    ['the one that knows its stream', { ...at(0), stream: 's' }, at(0), 0],
    ['what is new, if nothing is further', at(2), { ...at(2), reconnects: 1 }, 1],
  ])('is told by %s', (_, now, next, which) => {
    expect(furtherAnswer(now, next)).toEqual([now, next][which]);
  });
});

describe('a part', () => {
  const now = part('k', { position: 2 }, { body: { first: true } });

  test('keeps its body, and loses its connection', () => {
    const connection = { kind: 'open' } as const;
    const next = part('k', { position: 3, connection }, { body: { second: true } });

    expect(furtherPart(now, next)).toEqual(part('k', { position: 3 }, { body: { first: true } }));
  });

  test('stays to be cancelled until that is withdrawn', () => {
    const cancelling = furtherPart(now, { ...now, cancelling: true });

    expect(cancelling.cancelling).toBe(true);
    expect(furtherPart(cancelling, now).cancelling).toBe(true);
    expect(furtherPart(cancelling, { ...now, cancelling: false }).cancelling).toBeUndefined();
  });

  test('has the ticks that it counts', () => {
    const ticks = { length: 1, ms: [5, 6], bytes: [1, 1] };

    expect(furtherPart(now, part('k', { position: 3, ticks })).answer.ticks).toEqual({
      length: 1,
      ms: [5],
      bytes: [1],
    });
  });
});

test('a reply that is written again takes no part back', () => {
  const before = reply('a', { parts: [part('1', { position: 5, ...finished })] });
  const after = reply('a', { parts: [part('1', { position: 4 }), part('2')] });

  expect(furtherMessage(before, after)).toEqual({
    ...before,
    parts: [...before.parts, part('2')],
  });
});
