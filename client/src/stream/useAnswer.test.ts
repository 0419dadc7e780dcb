// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { nothingYet } from './answer';
import { frameCommits } from './frameCommit';
import { LiveAnswer } from './LiveAnswer';
import { ScriptedStage } from './scriptedStage.double';
import { framesOf } from './scriptedTransport.double';
import { useAnswer } from './useAnswer';

test('a component draws the answer anew once a frame, and at its end', () => {
  const stage = new ScriptedStage();
  const live = new LiveAnswer(nothingYet, frameCommits(stage));
  const texts: string[] = [];
  renderHook(() => texts.push(useAnswer(live).text));

  act(() => {
    for (const frame of framesOf('Why', ' SSE').slice(0, 3)) {
      live.take({ kind: 'frames', frames: [frame] });
    }
  });
  expect(texts).toEqual(['']);
  act(() => stage.makeFrame(16));
  act(() => live.take({ kind: 'frames', frames: framesOf('Why', ' SSE', '?') }));

  expect(texts).toEqual(['', 'Why SSE', 'Why SSE?']);
});
