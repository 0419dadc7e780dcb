import { describe, expect, test } from 'vitest';
import { nothingYet } from './answer';
import { metricsOf } from './metrics';

const metrics = (...ms: number[]) =>
  metricsOf({
    ...nothingYet,
    reconnects: 2,
    ticks: { length: ms.length, ms: [...ms, 1e9], bytes: ms.map(() => 1) },
  });

describe('the metrics of an answer', () => {
  test('say how fast it came', () => {
    expect(metrics(200, 300, 300, 400, 600)).toEqual({
      ttftMillis: 200,
      durationMillis: 600,
      tokensPerSecond: 10,
      gapP50Millis: 100,
      gapP99Millis: 200,
      reconnects: 2,
    });
  });

  test('find the rare long gap', () => {
    const gaps = Array.from({ length: 200 }, (_, at) => (at === 50 || at === 150 ? 900 : 20));
    const ms = gaps.map((_, at) => gaps.slice(0, at + 1).reduce((sum, gap) => sum + gap, 0));

    expect(metrics(0, ...ms)).toMatchObject({ gapP50Millis: 20, gapP99Millis: 20 });
    expect(metrics(0, ...ms.slice(0, 151))).toMatchObject({ gapP99Millis: 900 });
  });

  test.each([
    ['no piece', [], { reconnects: 2 }],
    ['one', [5], { ttftMillis: 5, durationMillis: 5, reconnects: 2 }],
    [
      'two at once',
      [5, 5],
      { ttftMillis: 5, durationMillis: 5, gapP50Millis: 0, gapP99Millis: 0, reconnects: 2 },
    ],
  ])('of %s say no more than is known', (_, ms, expected) => {
    expect(metrics(...ms)).toEqual(expected);
  });
});
