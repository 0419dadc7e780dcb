import { describe, expect, test } from 'vitest';
import { type End, nothingYet } from '../stream/answer';
import { ending } from './ending';

function endingOf(end: End, takenBack = false) {
  return ending({ id: 0, answer: { ...nothingYet, end }, cancelling: false, takenBack });
}

describe('the end of a turn', () => {
  test('is passed over when it is the ordinary one', () => {
    expect(endingOf({ kind: 'finished', reason: 'stop' })).toBeUndefined();
  });

  test.each<[End, string]>([
    [{ kind: 'gone' }, 'The gateway no longer has this answer.'],
    [{ kind: 'unreachable' }, "The gateway can't be reached."],
    [{ kind: 'refused', problem: { title: 'No', detail: 'not now' } }, 'Not now.'],
    [{ kind: 'failed', code: 'x', message: '' }, 'The answer failed.'],
  ])('is said plainly: %o', (end, text) => {
    expect(endingOf(end)?.text).toBe(text);
  });

  test('is said as a sentence beside its code when the answer failed', () => {
    expect(endingOf({ kind: 'failed', code: 'stalled', message: 'nothing came' })).toEqual({
      text: 'Nothing came.',
      tone: 'fail',
      code: 'stalled',
    });
  });

  test('tells where the prompt is that could not be sent', () => {
    expect(endingOf({ kind: 'unreachable' }, true)?.text).toBe(
      "The gateway can't be reached. Your prompt is back in the box.",
    );
  });
});
