import { describe, expect, test } from 'vitest';
import type { Frame } from '../stream/Frame';
import { payloadOf, pretty } from './payload';

function frame(data: string, type = 'message'): Frame {
  return { type, data, id: 's-1', bytes: 1, at: 0 };
}

describe('a payload in one line', () => {
  test.each([
    ['{"ms":212,"text":" Why"}', '" Why"'],
    ['{"text":"a \\"b\\" {c}"}', '"a \\"b\\" {c}"'],
    ['{"ms":212,"reasoning":"Hm."}', '"reasoning":"Hm."'],
    ['{"ms":212}', ''],
    ['no JSON', 'no JSON'],
  ])('of %s is %s', (data, payload) => {
    expect(payloadOf(frame(data))).toBe(payload);
  });

  test('begins with the name of an event that has one', () => {
    expect(payloadOf(frame('{"ms":9,"reason":"stop"}', 'finished'))).toBe(
      'finished "reason":"stop"',
    );
  });

  test('is short, however much it is', () => {
    expect(payloadOf(frame(`{"text":"${'a'.repeat(1_000_000)}"}`)).length).toBeLessThan(250);
  });
});

describe('a payload as a whole', () => {
  test('is indented where it is long', () => {
    const long = 'a'.repeat(40);

    expect(pretty(`{"ms":1,"text":"${long}"}`)).toBe(`{\n  "ms": 1,\n  "text": "${long}"\n}`);
  });

  test.each(['{"ms":1,"text":"a"}', `{"ms":1,"text":"${'a'.repeat(40)}`])('else is %s', (data) => {
    expect(pretty(data)).toBe(data);
  });
});
