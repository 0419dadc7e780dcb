import { describe, expect, test } from 'vitest';
import { type Answer, nothingYet } from './answer';
import type { StreamEvent } from './events';
import { type Happening, reduce } from './reduce';

const opened = (at = 0): Happening => ({ kind: 'opened', stream: 's', at });
const cut = (at = 0): Happening => ({ kind: 'cut', at });
const entry = (position: number, event: StreamEvent): Happening => ({
  kind: 'entry',
  entry: { position, event },
});
const text = (position: number, piece: string) => entry(position, { kind: 'text', text: piece });
const started = entry(1, { kind: 'started', model: 'echo' });
const finished = (position: number) => entry(position, { kind: 'finished', reason: 'stop' });

const fold = (...happenings: Happening[]): Answer => happenings.reduce(reduce, nothingYet);

describe('an answer', () => {
  test('grows by its pieces', () => {
    const answer = fold(opened(), started, text(2, 'Why'), text(3, ' SSE?'));

    expect(answer).toMatchObject({ stream: 's', model: 'echo', position: 3, text: 'Why SSE?' });
    expect(answer.end).toBeUndefined();
  });

  test('takes each position once', () => {
    const answer = fold(opened(), started, text(2, 'a'), text(2, 'a'), started, text(3, 'b'));

    expect(answer).toMatchObject({ position: 3, text: 'ab' });
  });

  test('takes no position before the one that is missing', () => {
    const answer = fold(opened(), started, text(3, 'b'), text(2, 'a'));

    expect(answer).toMatchObject({ position: 2, text: 'a' });
  });

  test('counts what it does not understand', () => {
    expect(fold(opened(), started, entry(2, { kind: 'other' }), text(3, 'a'))).toMatchObject({
      position: 3,
      text: 'a',
    });
  });

  test.each<StreamEvent>([
    { kind: 'finished', reason: 'cancelled' },
    { kind: 'failed', code: 'upstream_truncated', message: 'The backend broke off.' },
  ])('ends once, as $kind', (end) => {
    const answer = fold(opened(), started, entry(2, end), finished(3), text(3, 'late'), cut());

    expect(answer).toMatchObject({ end, text: '', position: 2, connection: { kind: 'open' } });
  });

  test('shows a seam where it was cut and resumed, and for how long', () => {
    const answer = fold(opened(), started, text(2, 'ab'), cut(1000), cut(2000), opened(2800));

    expect(answer.seams).toEqual([{ position: 2, length: 2, awayMillis: 1800 }]);
    expect(answer.connection).toEqual({ kind: 'open' });
  });

  test('shows one seam for cuts at the same position', () => {
    const answer = fold(opened(), started, cut(0), opened(500), cut(600), opened(1600));

    expect(answer.seams).toEqual([{ position: 1, length: 0, awayMillis: 1000 }]);
  });

  test('shows no seam before its first event', () => {
    expect(fold(cut(0), opened(500)).seams).toEqual([]);
  });
});
