import { describe, expect, test } from 'vitest';
import type { Frame } from './Frame';
import { frameCommits } from './frameCommit';
import { MOST_ROWS, Recording } from './Recording';
import { ScriptedStage } from './scriptedStage.double';
import { frameOf, framesOf, heartbeat } from './scriptedTransport.double';

const all = framesOf('Why', ' ', 'SSE', '?').map((frame, index) => ({ ...frame, at: 100 * index }));

function recording() {
  const stage = new ScriptedStage();
  const made = new Recording(frameCommits(stage), () => 77);
  const take = (...frames: Frame[]) => made.take({ kind: 'frames', frames });
  return { stage, made, take };
}

describe('a recording', () => {
  test('has a row for each frame and heartbeat, and for what befell the connection', () => {
    const { made, take } = recording();
    const [first, second] = all as [Frame, Frame];
    const ka = { ...heartbeat, at: 15_100 };

    made.take({ kind: 'opened', stream: 's', at: 0 });
    take(first, second);
    take(ka);
    made.take({ kind: 'cut', at: 16_000 });
    made.take({ kind: 'left' });
    made.take({ kind: 'ended', end: { kind: 'gone' }, at: 0 });

    expect(made.get()).toEqual([
      { kind: 'opened', number: 1, at: 0 },
      {
        kind: 'frame',
        number: 2,
        frame: first,
        ms: 0,
        position: 1,
        gapMillis: 0,
        duplicate: false,
      },
      {
        kind: 'frame',
        number: 3,
        frame: second,
        ms: 20,
        position: 2,
        gapMillis: 100,
        duplicate: false,
      },
      { kind: 'frame', number: 4, frame: ka, gapMillis: 15_000, duplicate: false },
      { kind: 'cut', number: 5, at: 16_000 },
      { kind: 'left', number: 6, at: 77 },
    ]);
  });

  test('strikes out what was read before, and not what comes again after a gap', () => {
    const { made, take } = recording();
    const struck = () => made.get().map((row) => row.kind === 'frame' && row.duplicate);

    take(...all.slice(0, 2), ...all.slice(3, 5));
    take(...all.slice(0, 5));

    expect(struck()).toEqual([false, false, false, false, true, true, false, false, false]);
  });

  test('begins in the middle where a tab comes late', () => {
    const { made, take } = recording();

    take(...all.slice(3), ...all.slice(2));

    expect(made.get().map((row) => row.kind === 'frame' && row.duplicate)).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
      true,
    ]);
  });

  test('shows what nobody can read', () => {
    const { made, take } = recording();
    const broken = { ...frameOf(1, ''), data: '{' };

    take(broken);

    expect(made.get()).toEqual([
      { kind: 'frame', number: 1, frame: broken, position: 1, gapMillis: 0, duplicate: false },
    ]);
  });

  test('keeps the last 5,000 rows, oldest first', () => {
    const { made, take } = recording();
    const count = MOST_ROWS + 1234;

    for (let position = 1; position <= count; position++) take(frameOf(position, '"text":"a"'));

    const numbers = made.get().map(({ number }) => number);
    expect(numbers).toHaveLength(MOST_ROWS);
    expect(numbers.every((number, index) => number === index + 1235)).toBe(true);
  });

  test('gives the same rows until something happens, and tells once a frame', () => {
    const { stage, made, take } = recording();
    let times = 0;
    made.subscribe(() => times++);
    const before = made.get();
    expect(made.get()).toBe(before);

    take(...all.slice(0, 1));
    take(...all.slice(1));
    stage.makeFrame(16);

    expect(made.get()).not.toBe(before);
    expect(made.get()).toBe(made.get());
    expect(before).toEqual([]);
    expect(times).toBe(1);
  });
});
