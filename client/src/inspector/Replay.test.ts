import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nothingYet } from '../stream/answer';
import type { StreamEvent } from '../stream/events';
import { utf8Bytes } from '../stream/utf8';
import { Replay, replayOfKept } from './Replay';

const started: StreamEvent = { kind: 'started', model: 'echo', at: 0 };

function text(text: string): StreamEvent {
  return { kind: 'text', text };
}

function call(index: number, name: string, fragment: string): StreamEvent {
  return { kind: 'toolCall', index, id: '', name, arguments: fragment };
}

function replayOf(...events: readonly StreamEvent[]): Replay {
  const replay = new Replay();
  events.forEach((event, index) => {
    replay.take(index + 1, event);
  });
  return replay;
}

describe('a replay', () => {
  test('is the answer as it was at each position', () => {
    const replay = replayOf(
      started,
      { kind: 'reasoning', text: 'Hm.' },
      text('Why'),
      text(' SSE?'),
    );

    expect(replay.at(0)).toEqual({ reasoning: '', text: '', calls: '' });
    expect(replay.at(2)).toMatchObject({ reasoning: 'Hm.', text: '' });
    expect(replay.at(3)).toMatchObject({ text: 'Why', added: { to: 'text', length: 3 } });
    expect(replay.at(4)).toMatchObject({ text: 'Why SSE?', added: { to: 'text', length: 5 } });
    expect(replay.at(99)).toMatchObject({ text: 'Why SSE?' });
  });

  test('shows at every position what had been said by then', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 60 }), (pieces) => {
        const replay = replayOf(started, ...pieces.map(text));
        for (let count = 0; count <= pieces.length; count++) {
          expect(replay.at(count + 1).text).toBe(pieces.slice(0, count).join(''));
        }
      }),
    );
  });

  test('joins the fragments of each call', () => {
    const replay = replayOf(
      started,
      call(0, 'weather', '{"in":'),
      call(0, '', '"Bonn"}'),
      call(1, 'time', '{}'),
    );

    expect(replay.at(4).calls).toBe('weather {"in":"Bonn"}\ntime {}');
  });

  test('takes nothing twice', () => {
    const replay = replayOf(started, text('Why'));
    replay.take(2, text('Why'));

    expect(replay.at(9).text).toBe('Why');
  });

  test('counts its pieces, which extras are not', () => {
    const replay = replayOf(started, text('a'), { kind: 'extra', extra: {} }, text('b'));

    expect([0, 1, 2, 3, 4].map((position) => replay.pieces(position))).toEqual([0, 0, 1, 1, 2]);
    expect([0, 1, 2].map((pieces) => replay.position(pieces))).toEqual([0, 2, 4]);
  });

  test('takes what is missing before it for pieces', () => {
    const replay = new Replay();
    replay.take(100, text('a'));

    expect(replay.first).toBe(100);
    expect(replay.pieces(100)).toBe(99);
    expect(replay.position(99)).toBe(100);
  });
});

describe('the replay of an answer whose frames are gone', () => {
  test('is cut where its pieces were', () => {
    const pieces = ['为', '什么', ' SSE', '? 🙂'];
    const ticks = { length: 4, ms: [1, 2, 3, 4], bytes: pieces.map(utf8Bytes) };

    const replay = replayOfKept({ ...nothingYet, text: pieces.join(''), ticks });

    expect([1, 2, 3, 4, 5].map((position) => replay?.at(position).text)).toEqual([
      '',
      '为',
      '为什么',
      '为什么 SSE',
      '为什么 SSE? 🙂',
    ]);
  });

  test('is not to be had where the sizes do not fit', () => {
    const ticks = { length: 1, ms: [1], bytes: [3] };

    expect(replayOfKept({ ...nothingYet, text: 'Why?', ticks })).toBeUndefined();
    expect(replayOfKept({ ...nothingYet, text: '', reasoning: 'Hm.', ticks })).toBeUndefined();
    expect(replayOfKept(nothingYet)).toBeUndefined();
  });
});
