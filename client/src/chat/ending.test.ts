import { describe, expect, test } from 'vitest';
import { chinese } from '../i18n/chinese';
import { failures as english } from '../i18n/en/failures';
import { english as words } from '../i18n/english';
import type { End } from '../stream/answer';
import { ending, refusal } from './ending';

const formats = { time: (at: number) => `${at}:00` };
const endingOf = (end: End, some = true) => ending(end, some, words, formats);
const problem = { status: 400, type: '', title: '', detail: '' };

describe('the end of an answer', () => {
  test('is passed over when it is the ordinary one', () => {
    expect(endingOf({ kind: 'finished', reason: 'stop' })).toBeUndefined();
  });

  test.each(Object.entries(english.codes))('is said in words: %s', (code, text) => {
    const said = endingOf({ kind: 'failed', code, message: 'it broke', retryable: true });

    expect(said).toMatchObject({ text, code, detail: 'It broke.', tone: 'fail', again: true });
  });

  test.each(['quota_exceeded', 'constructor'])(
    'is said of a code that nobody knows: %s',
    (code) => {
      const said = endingOf({ kind: 'failed', code, message: 'no credit', retryable: false });

      expect(said).toMatchObject({ text: english.unknownCode, detail: 'No credit.', code });
    },
  );

  test.each(Object.entries(english.problems))('is said in words: urn:spate:%s', (name, text) => {
    const end = { kind: 'refused', problem: { ...problem, type: `urn:spate:${name}` } } as const;

    expect(endingOf(end)).toMatchObject({ text, tone: 'fail' });
    expect(ending(end, true, chinese, formats)?.text).toMatch(/\p{Script=Han}/u);
  });

  test.each<[End, string]>([
    [{ kind: 'gone', ended: 14, forgotten: 15 }, 'Finished 14:00, forgotten by the gateway 15:00.'],
    [{ kind: 'gone', ended: 14 }, 'Finished 14:00, and forgotten by the gateway since.'],
    [{ kind: 'gone', forgotten: 15 }, 'Forgotten by the gateway 15:00.'],
    [{ kind: 'gone' }, 'The gateway has forgotten this answer'],
    [{ kind: 'abandoned' }, 'Stopped without waiting for the gateway.'],
    [{ kind: 'finished', reason: 'cancelled' }, 'Stopped.'],
    [{ kind: 'finished', reason: 'length' }, 'Cut short'],
    [{ kind: 'finished', reason: 'content_filter' }, 'Ended by'],
    [{ kind: 'finished', reason: 'tool_calls' }, 'It wants a tool'],
    [{ kind: 'finished', reason: 'pause_turn' }, 'Ended: pause_turn.'],
  ])('is said plainly: %o', (end, text) => {
    expect(endingOf(end)?.text.startsWith(text)).toBe(true);
  });

  test('is not said twice where the gateway has the same words', () => {
    const message = 'the answer broke off without an end';
    const said = endingOf({ kind: 'failed', code: 'upstream_truncated', message, retryable: true });

    expect(said?.text).toBe('The answer broke off without an end.');
    expect(said?.detail).toBeUndefined();
  });

  test('says where the text is only if there is some', () => {
    const end = { kind: 'gone', ended: 14, forgotten: 15 } as const;

    expect(endingOf(end, true)?.text).toContain('had read is above');
    expect(endingOf(end, false)?.text).not.toContain('above');
  });

  test('offers to go on only where there is something to go on from', () => {
    const end = { kind: 'finished', reason: 'length' } as const;

    expect(endingOf(end, true)).toMatchObject({ onward: true, again: false });
    expect(endingOf(end, false)).toMatchObject({ onward: false, again: true });
  });
});

test('no answer at all is said to be none', () => {
  expect(refusal({ ...problem, status: 0 }, words)).toBe("The gateway can't be reached.");
});

test('a problem of something else is told by its status', () => {
  expect(refusal({ ...problem, status: 418 }, words)).toContain('418');
});
