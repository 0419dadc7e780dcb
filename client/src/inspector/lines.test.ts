import { describe, expect, test } from 'vitest';
import { filtered } from './filter';
import { joined, keptOnly } from './joined';
import { earlierNumber, type FrameLine, indexOf, type Line, lineAt, reachedAt } from './Line';
import { frameOf, heartbeat, pieces, rowOf } from './rows.fixture';
import { Tally } from './Tally';

const cut: Line = { kind: 'cut', number: 50, at: 0 };

function earlier(to: number): readonly FrameLine[] {
  return pieces(1, to)
    .filter((row) => row.kind === 'frame')
    .map((row) => ({ ...row, number: earlierNumber(row.number) }));
}

function kinds(lines: readonly Line[]): string {
  const short = { frame: '.', again: 'A', hole: 'H', kept: 'k', opened: 'o', cut: 'c', left: 'l' };
  return lines.map(({ kind }) => short[kind]).join('');
}

describe('all lines', () => {
  test('are those of the recording where nothing came before', () => {
    const rows = pieces(1, 3);

    expect(joined([], rows)).toBe(rows);
  });

  test('have what was read again before what was recorded', () => {
    expect(kinds(joined(earlier(3), pieces(4, 5)))).toBe('...A..');
  });

  test('show a hole where the recording has forgotten something', () => {
    expect(kinds(joined([], pieces(4, 5)))).toBe('H..');
    expect(joined(earlier(3), pieces(9, 9))).toContainEqual(
      expect.objectContaining({ kind: 'hole', from: 4, to: 8 }),
    );
  });

  test('are in the order of their numbers', () => {
    const numbers = joined(earlier(3), pieces(9, 12)).map(({ number }) => number);

    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  });

  test('are no more than times where the frames are gone', () => {
    const ticks = { length: 3, ms: [20, 25, 1600], bytes: [3, 4, 5] };

    expect(keptOnly(ticks, [])).toMatchObject([
      { position: 2, ms: 20, gapMillis: 20, bytes: 3 },
      { position: 3, ms: 25, gapMillis: 5, bytes: 4 },
      { position: 4, ms: 1600, gapMillis: 1575, bytes: 5 },
    ]);
    expect(kinds(keptOnly(ticks, pieces(4, 6)))).toBe('kk...');
  });
});

describe('a line', () => {
  const lines = [
    ...pieces(1, 3),
    cut,
    { ...rowOf(frameOf(3, 30, {})), number: 51, duplicate: true },
  ];

  test('is found by its number, or the next', () => {
    expect([1, 3, 4, 50, 60].map((number) => indexOf(lines, number))).toEqual([0, 2, 3, 3, 5]);
  });

  test('is found by its position, but no duplicate', () => {
    expect(lineAt(lines, 3)?.number).toBe(3);
    expect(lineAt(lines, 9)).toBeUndefined();
  });

  test('knows which position had been reached', () => {
    expect([0, 3, 4, 99].map((index) => reachedAt(lines, index))).toEqual([1, 3, 3, 3]);
    expect(reachedAt([cut], 0)).toBe(0);
  });
});

describe('a filter', () => {
  const lines: readonly Line[] = [
    rowOf(frameOf(1, 0, { model: 'echo' }, 'started')),
    ...pieces(2, 4),
    heartbeat(10),
    cut,
  ];

  test.each([
    ['all', '', '.....c'],
    ['pieces', '', '...'],
    ['heartbeats', '', '.'],
    ['connection', '', 'c'],
    ['all', ' ECHO ', '.'],
    ['all', 'started', '.'],
    ['all', 'FNP-3', '.'],
    ['pieces', 'echo', ''],
  ] as const)('for %s with "%s" shows %s', (shown, search, expected) => {
    expect(kinds(filtered(lines, shown, search))).toBe(expected);
  });

  test('for all changes nothing', () => {
    expect(filtered(lines, 'all', ' ')).toBe(lines);
  });
});

describe('a tally', () => {
  test('counts each line once, though the recording forgets', () => {
    const rows: Line[] = [{ kind: 'opened', number: 1, at: 0 }, ...pieces(2, 9), heartbeat(10)];
    const tally = new Tally();

    tally.take(rows.slice(0, 4));
    tally.take(rows.slice(2, 8));
    tally.take(rows.slice(6));
    tally.take(rows.slice(6));

    expect(tally.counts).toMatchObject({ frames: 8, heartbeats: 1, connections: 1 });
  });

  test('counts the bytes of duplicates too', () => {
    const row = rowOf(frameOf(2, 0, { text: 'a' }));
    const tally = new Tally();

    tally.take([row, { ...row, number: 3, duplicate: true }]);

    expect(tally.counts.bytes).toBe(2 * row.frame.bytes);
  });
});
