import { describe, expect, test } from 'vitest';
import { frameCommits } from './frameCommit';
import { ScriptedStage } from './scriptedStage.double';

function page() {
  const stage = new ScriptedStage();
  const commits = frameCommits(stage);
  const told: string[] = [];
  const one = () => void told.push('one');
  const other = () => void told.push('other');
  return { stage, commits, told, one, other };
}

const FRAME_MILLIS = 16.7;

describe('a commit', () => {
  test('tells each once a frame, however often it was asked for', () => {
    const { stage, commits, told, one, other } = page();

    commits.ask(one);
    commits.ask(other);
    commits.ask(one);
    expect(told).toEqual([]);
    stage.makeFrame(FRAME_MILLIS);
    stage.makeFrame(FRAME_MILLIS);

    expect(told).toEqual(['one', 'other']);
  });

  test.each([
    ['each frame while it is cheap', 5, 1],
    ['more rarely as it costs more', 15, 3],
    ['ten times a second, whatever it costs', 80, 6],
  ])('is made %s', (_, costMillis, everyFrames) => {
    const { stage, commits, told, one } = page();
    // A frame comes when the screen is drawn: what a commit costs is time without frames.
    const frame = () => {
      commits.ask(one);
      const next = Math.floor(stage.now() / FRAME_MILLIS + 1.001) * FRAME_MILLIS;
      stage.makeFrame(next - stage.now(), costMillis);
    };
    for (let settling = 0; settling < 100; settling++) frame();
    const [before, begunAt] = [told.length, stage.now()];

    for (let counted = 0; counted < 120; counted++) frame();

    const frames = (stage.now() - begunAt) / FRAME_MILLIS;
    expect(Math.round(frames / (told.length - before))).toBe(everyFrames);
  });

  test('is made each frame though one comes a little early', () => {
    const { stage, commits, told, one } = page();

    for (const millis of [18, 14, 18, 14, 18, 14]) {
      commits.ask(one);
      stage.makeFrame(millis);
    }

    expect(told).toHaveLength(6);
  });

  test('goes by a timer while the page is hidden', () => {
    const { stage, commits, told, one } = page();
    stage.turn(true);

    commits.ask(one);
    stage.pass(249);
    expect(told).toEqual([]);
    stage.pass(1);

    expect(told).toEqual(['one']);
  });

  test.each([true, false])('is made at once when the page turns (hidden: %s)', (hidden) => {
    const { stage, commits, told, one } = page();
    stage.turn(!hidden);
    commits.ask(one);

    stage.turn(hidden);
    expect(told).toEqual(['one']);
    stage.makeFrame(FRAME_MILLIS);
    stage.pass(1000);

    expect(told).toEqual(['one']);
  });

  test('is made at once for whom it can’t wait, and not again', () => {
    const { stage, commits, told, one, other } = page();
    commits.ask(one);
    commits.ask(other);

    commits.now(one);
    expect(told).toEqual(['one']);
    stage.makeFrame(FRAME_MILLIS);

    expect(told).toEqual(['one', 'other']);
  });

  test('may ask for the next one', () => {
    const { stage, commits, told, one } = page();
    const again = () => {
      one();
      if (told.length < 3) commits.ask(again);
    };
    commits.ask(again);

    stage.makeFrame(FRAME_MILLIS);
    expect(told).toHaveLength(1);
    stage.makeFrame(FRAME_MILLIS);
    stage.makeFrame(FRAME_MILLIS);

    expect(told).toHaveLength(3);
  });
});
