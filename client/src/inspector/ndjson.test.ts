import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FrameLine } from './Line';
import { ndjson } from './ndjson';

function line(position: number | undefined, data: string, type = 'message'): FrameLine {
  return {
    kind: 'frame',
    number: 1,
    frame: { type, data, id: position === undefined ? '' : `s-${position}`, bytes: 1, at: 0 },
    ...(position !== undefined && { position }),
    gapMillis: 0,
    duplicate: false,
  };
}

describe('frames as NDJSON', () => {
  test('are what the gateway sends', () => {
    const lines = [
      line(1, '{"ms":0,"stream":"s","model":"echo","at":"2026-11-24T12:00:00.123Z"}', 'started'),
      line(2, '{"ms":212,"text":"Why"}'),
      line(undefined, 'ka', 'heartbeat'),
      line(3, '{"ms":15300,"reason":"stop"}', 'finished'),
    ];

    expect(ndjson(lines)).toBe(
      [
        '{"position":1,"ms":0,"event":"started","stream":"s","model":"echo","at":"2026-11-24T12:00:00.123Z"}',
        '{"position":2,"ms":212,"text":"Why"}',
        '',
        '{"position":3,"ms":15300,"event":"finished","reason":"stop"}',
        '',
      ].join('\n'),
    );
  });

  test('have nothing twice, and nothing of the connection', () => {
    const duplicate: FrameLine = { ...line(2, '{"text":"Why"}'), duplicate: true };

    expect(ndjson([{ kind: 'cut', number: 2, at: 0 }, duplicate])).toBe('');
  });

  test('leave numbers as they were written', () => {
    expect(ndjson([line(2, '{"extra":{"id":12345678901234567890}}')])).toBe(
      '{"position":2,"extra":{"id":12345678901234567890}}\n',
    );
  });

  test.each(['{}', '{"ms":7}'])('can be read of %s', (data) => {
    expect(JSON.parse(ndjson([line(2, data)]))).toEqual({ position: 2, ...JSON.parse(data) });
  });

  test('are each one line of JSON, whatever is in them', () => {
    const member = fc.dictionary(
      fc.string().filter((name) => !['position', 'event', 'ms', '__proto__'].includes(name)),
      fc.jsonValue(),
    );

    fc.assert(
      fc.property(member, fc.option(fc.nat()), (members, ms) => {
        const data = ms === null ? members : { ms, ...members };
        const [text = '', ...rest] = ndjson([line(9, JSON.stringify(data))]).split('\n');
        expect(rest).toEqual(['']);
        expect(JSON.parse(text)).toEqual({ position: 9, ...JSON.parse(JSON.stringify(data)) });
      }),
    );
  });
});
