import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answer, nothingYet } from './answer';
import type { Frame } from './Frame';
import type { Happening } from './happening';
import { further, kept, reduce } from './reduce';
import { frameOf, framesOf, heartbeat } from './scriptedTransport.double';
import { trimmed } from './Ticks';

const opened = (at = 0): Happening => ({ kind: 'opened', stream: 's', at });
const cut = (at = 0): Happening => ({ kind: 'cut', at });
const left: Happening = { kind: 'left' };
const frames = (...all: Frame[]): Happening => ({ kind: 'frames', frames: all });
const text = (position: number, piece: string, ms?: number) =>
  frameOf(position, `"text":${JSON.stringify(piece)}`, 'message', ms);
const reasoning = (position: number, piece: string, ms?: number) =>
  frameOf(position, `"reasoning":"${piece}"`, 'message', ms);
const call = (position: number, index: number, id: string, name: string, args: string) =>
  frameOf(
    position,
    `"toolCall":${JSON.stringify({ index, id, name, arguments: args })}`,
    'message',
    position * 10,
  );
const extra = (position: number) => frameOf(position, '"extra":{}');
const started = framesOf()[0] ?? heartbeat;
const finished = (position: number) => frameOf(position, '"reason":"stop"', 'finished');

const fold = (...happenings: Happening[]): Answer => happenings.reduce(reduce, nothingYet);

describe('an answer', () => {
  test('grows by its pieces', () => {
    const answer = fold(opened(), frames(started), frames(text(2, 'Why'), text(3, ' SSE?')));

    expect(answer).toEqual({
      ...nothingYet,
      stream: 's',
      model: 'echo',
      startedAt: Date.parse('2026-11-24T12:00:00Z'),
      position: 3,
      text: 'Why SSE?',
      ticks: { length: 2, ms: [20, 30], bytes: [3, 5] },
      connection: { kind: 'open' },
    });
  });

  test('takes each position once', () => {
    const answer = fold(
      opened(),
      frames(started, text(2, 'a'), text(2, 'a'), started),
      frames(text(2, 'a'), text(3, 'b')),
    );

    expect(answer).toMatchObject({ position: 3, text: 'ab' });
  });

  test('takes no position before the one that is missing', () => {
    const answer = fold(opened(), frames(started, text(3, 'b'), text(2, 'a')));

    expect(answer).toMatchObject({ position: 2, text: 'a' });
  });

  test('stays the very same where nothing is new', () => {
    const answer = fold(opened(), frames(started, text(2, 'a')));

    expect(reduce(answer, frames(started, heartbeat, text(2, 'a'), text(4, 'c')))).toBe(answer);
  });

  test('counts extras, but hears no tick in them', () => {
    const answer = fold(opened(), frames(started, extra(2), text(3, 'a')));

    expect(answer).toMatchObject({ position: 3, text: 'a', ticks: { length: 1 } });
  });

  test('joins tool calls by their index', () => {
    const answer = fold(
      opened(),
      frames(started, call(2, 0, 'c0', 'weather', '{"city"'), call(3, 1, 'c1', 'time', '{')),
      frames(call(4, 0, '', '', ':"桂林"}'), call(5, 1, '', '', '}')),
    );

    expect(answer.toolCalls).toEqual([
      { id: 'c0', name: 'weather', arguments: '{"city":"桂林"}' },
      { id: 'c1', name: 'time', arguments: '{}' },
    ]);
    expect(trimmed(answer.ticks).bytes).toEqual([7, 1, 10, 1]);
  });

  test('leaves the tool calls of the answer before alone', () => {
    const before = fold(opened(), frames(started, call(2, 0, 'c', 'f', '{')));

    reduce(before, frames(call(3, 0, '', '', '}')));

    expect(before.toolCalls).toEqual([{ id: 'c', name: 'f', arguments: '{' }]);
  });

  test('says how long it reasoned before its first text', () => {
    const thinking = fold(
      opened(),
      frames(started, reasoning(2, 'H', 300), reasoning(3, 'm', 400)),
      frames(extra(4), reasoning(5, '.', 900)),
    );
    const saying = reduce(thinking, frames(text(6, 'a', 1500), reasoning(7, '?', 9000)));

    expect(thinking).toMatchObject({ reasoning: 'Hm.', reasonedMillis: 600 });
    expect(saying).toMatchObject({ reasoning: 'Hm.?', text: 'a', reasonedMillis: 1200 });
    expect(fold(opened(), frames(started, text(2, 'a'))).reasonedMillis).toBeUndefined();
  });

  test('goes by arrival where the gateway was not asked for times', () => {
    const at = Date.parse('2026-11-24T12:00:00Z');
    const late: Frame = { ...text(2, 'a'), data: '{"text":"a"}', at: at + 250 };

    expect(trimmed(fold(opened(), frames(started, late)).ticks).ms).toEqual([250]);
  });

  test('ends once, and nothing changes after', () => {
    const end = { ...finished(3), at: 77 };
    const answer = fold(opened(), frames(started, text(2, 'a'), end, text(4, 'late')));

    expect(answer).toMatchObject({
      text: 'a',
      position: 3,
      end: { kind: 'finished', reason: 'stop' },
      endedAt: 77,
    });
    for (const late of [frames(text(4, 'late')), cut(), opened(), left]) {
      expect(reduce(answer, late)).toBe(answer);
    }
  });

  test('fails with its usage', () => {
    const failed = frameOf(
      2,
      '"code":"c","message":"m","retryable":true,"usage":{"inputTokens":1,"outputTokens":2}',
      'failed',
    );

    expect(fold(opened(), frames(started, failed))).toMatchObject({
      end: { kind: 'failed', code: 'c', message: 'm', retryable: true },
      usage: { inputTokens: 1, outputTokens: 2 },
    });
  });

  test('ends as unreadable at what is none of the gateway’s events, and keeps what it has', () => {
    const answer = fold(opened(), frames(started, text(2, 'a'), { ...text(3, ''), data: '{' }));

    expect(answer).toMatchObject({
      text: 'a',
      position: 2,
      end: { kind: 'failed', code: 'unreadable' },
    });
  });

  test('ends as it is told to', () => {
    const gone: Happening = { kind: 'ended', end: { kind: 'gone', ended: 5 }, at: 9 };

    expect(fold(opened(), frames(started), gone)).toMatchObject({
      end: { kind: 'gone', ended: 5 },
      endedAt: 9,
    });
  });
});

describe('a connection', () => {
  const begun = [opened(), frames(started, text(2, 'ab'))];

  test('that is cut and resumed leaves a seam', () => {
    const answer = fold(...begun, cut(1000), cut(2000), opened(2800));

    expect(answer.seams).toEqual([{ position: 2, length: 2, awayMillis: 1800, ms: 20 }]);
    expect(answer.connection).toEqual({ kind: 'open' });
    expect(answer.reconnects).toBe(1);
  });

  test('says since when it is cut, until when, and why', () => {
    const problem = { status: 503, type: 'urn:spate:shutting-down', title: '', detail: '' };

    expect(
      fold(...begun, cut(1000), { kind: 'cut', at: 2000, retryAt: 7000, problem }).connection,
    ).toEqual({ kind: 'cut', at: 1000, retryAt: 7000, problem });
    expect(fold(...begun, cut(1000)).connection).toEqual({ kind: 'cut', at: 1000 });
  });

  test('leaves one seam for all cuts at one position', () => {
    const answer = fold(...begun, cut(0), opened(500), cut(600), opened(1600));

    expect(answer.seams).toEqual([{ position: 2, length: 2, awayMillis: 1500, ms: 20 }]);
    expect(answer.reconnects).toBe(2);
  });

  test('leaves no seam before its first event', () => {
    expect(fold(cut(0), opened(500)).seams).toEqual([]);
    expect(fold(cut(0), opened(500)).reconnects).toBe(0);
    expect(fold(opened(), cut(0), opened(500)).seams).toEqual([]);
  });

  test('that was left leaves none', () => {
    const answer = fold(...begun, left, opened(500));

    expect(answer).toMatchObject({ seams: [], reconnects: 0, connection: { kind: 'open' } });
    expect(fold(...begun, cut(0), left).connection).toEqual({ kind: 'waiting' });
  });

  test('is not kept, and the rest is', () => {
    const answer = fold(...begun, cut(5));
    reduce(answer, frames(text(3, 'c')));

    expect(kept(answer)).toEqual({
      ...answer,
      ticks: { length: 1, ms: [20], bytes: [2] },
      connection: { kind: 'waiting' },
    });
    expect(structuredClone(kept(answer))).toEqual(kept(answer));
  });
});

describe('of two states', () => {
  const short = fold(opened(), frames(started));
  const long = fold(opened(), frames(started, text(2, 'a')));
  const ended = reduce(short, { kind: 'ended', end: { kind: 'gone' }, at: 0 });

  test.each([
    ['the one that has read more', short, long, long],
    ['the one that has an end', long, ended, ended],
    ['the first, if neither is,', long, fold(opened(), frames(started, text(2, 'a'))), long],
  ])('%s is further', (_, one, other, expected) => {
    expect(further(one, other)).toBe(expected);
  });

  test('with ends, the one that has read more is further', () => {
    const read = reduce(long, frames(finished(3)));

    expect(further(ended, read)).toBe(read);
    expect(further(read, ended)).toBe(read);
  });
});

describe('a fold', () => {
  const pieces = ['为什么', ' SSE', '?', ' 🌊', ''];
  const whole = [started, ...pieces.map((piece, at) => text(at + 2, piece)), finished(7)];

  test('comes to the same, in whatever batches, again and again, and never shrinks', () => {
    const expected = fold(opened(), frames(...whole));
    const ranges = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 12 });
    fc.assert(
      fc.property(ranges, (batches) => {
        let answer = fold(opened());
        for (const [from, length] of batches) {
          const next = reduce(answer, frames(...whole.slice(from, from + length)));
          expect(next.text.startsWith(answer.text)).toBe(true);
          expect(expected.text.startsWith(next.text)).toBe(true);
          expect(next.position).toBeGreaterThanOrEqual(answer.position);
          answer = next;
        }
        answer = reduce(answer, frames(...whole.slice(answer.position)));
        expect({ ...answer, ticks: trimmed(answer.ticks) }).toEqual(expected);
      }),
    );
  });

  test('of 20,000 pieces has the same ticks at once and one by one, in one array', () => {
    const all = [started, ...Array.from({ length: 20_000 }, (_, at) => text(at + 2, ` ${at}`))];

    const atOnce = fold(opened(), frames(...all)).ticks;
    const half = fold(opened(), ...all.slice(0, 10_000).map((each) => frames(each)));
    const rest = all.slice(10_000).map((each) => frames(each));
    const oneByOne = rest.reduce(reduce, half).ticks;

    expect(atOnce.length).toBe(20_000);
    expect(trimmed(oneByOne)).toEqual(trimmed(atOnce));
    // Were it copied at each piece, it would take quadratic time.
    expect(oneByOne.ms).toBe(half.ticks.ms);
  });
});
