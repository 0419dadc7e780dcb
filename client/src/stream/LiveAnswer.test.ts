import { describe, expect, test } from 'vitest';
import { type Answer, nothingYet } from './answer';
import type { Frame } from './Frame';
import { frameCommits } from './frameCommit';
import { LiveAnswer } from './LiveAnswer';
import { reduce } from './reduce';
import { ScriptedStage } from './scriptedStage.double';
import { framesOf } from './scriptedTransport.double';

const all = framesOf('Why', ' ', 'SSE', '?');

function live() {
  const stage = new ScriptedStage();
  const answer = new LiveAnswer(nothingYet, frameCommits(stage));
  const seen: string[] = [];
  const unsubscribe = answer.subscribe(() => seen.push(answer.get().text));
  const take = (...frames: Frame[]) => answer.take({ kind: 'frames', frames });
  return { stage, answer, seen, unsubscribe, take };
}

describe('a live answer', () => {
  test('takes all, and tells once a frame', () => {
    const { stage, answer, seen, take } = live();

    for (const frame of all.slice(0, 4)) take(frame);
    expect(answer.get().text).toBe('Why SSE');
    expect(seen).toEqual([]);
    stage.makeFrame(16);

    expect(seen).toEqual(['Why SSE']);
  });

  test('tells of an end at once, and of nothing after', () => {
    const { stage, seen, take } = live();

    take(...all);
    stage.makeFrame(16);
    take(...all);
    stage.makeFrame(16);

    expect(seen).toEqual(['Why SSE?']);
  });

  test('is silent about what is old', () => {
    const { stage, seen, take } = live();
    take(...all.slice(0, 3));
    stage.makeFrame(16);

    take(...all.slice(0, 3));
    stage.makeFrame(16);

    expect(seen).toEqual(['Why ']);
  });

  test('catches up with a state that is further, and then goes on from there', () => {
    const { stage, answer, seen, take } = live();
    const state = (count: number): Answer =>
      reduce(nothingYet, { kind: 'frames', frames: all.slice(0, count) });
    take(...all.slice(0, 2));

    answer.catchUp(structuredClone(state(3)));
    answer.catchUp(state(1));
    take(...all.slice(2, 4));
    stage.makeFrame(16);

    expect(seen).toEqual(['Why SSE']);
    answer.catchUp(state(6));
    expect(seen).toEqual(['Why SSE', 'Why SSE?']);
  });

  test('tells nobody who no longer listens, and each who does', () => {
    const { stage, answer, seen, unsubscribe, take } = live();
    let times = 0;
    const listener = () => times++;
    answer.subscribe(listener);
    const second = answer.subscribe(listener);

    unsubscribe();
    take(...all.slice(0, 2));
    stage.makeFrame(16);
    second();
    take(...all.slice(2, 3));
    stage.makeFrame(16);

    expect(seen).toEqual([]);
    expect(times).toBe(3);
  });
});
