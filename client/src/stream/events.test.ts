import { describe, expect, test } from 'vitest';
import { decode, type StreamEvent } from './events';
import type { Frame } from './Frame';

const frame = (data: string, type = 'message', id = 's-7'): Frame => ({
  type,
  data,
  id,
  bytes: 0,
  at: 0,
});
const usage = { inputTokens: 3, outputTokens: 7 };

describe('an event', () => {
  test.each<[string, string, StreamEvent]>([
    [
      'started',
      '{"stream":"s","model":"echo","at":"1970-01-01T00:00:01.5Z"}',
      { kind: 'started', model: 'echo', at: 1500 },
    ],
    ['message', '{"text":"Why"}', { kind: 'text', text: 'Why' }],
    ['message', '{"reasoning":"Hm"}', { kind: 'reasoning', text: 'Hm' }],
    [
      'message',
      '{"toolCall":{"index":1,"id":"c","name":"f","arguments":"{"}}',
      { kind: 'toolCall', index: 1, id: 'c', name: 'f', arguments: '{' },
    ],
    ['message', '{"extra":{"refusal":"no"}}', { kind: 'extra', extra: { refusal: 'no' } }],
    [
      'finished',
      '{"reason":"stop","usage":{"inputTokens":3,"outputTokens":7}}',
      { kind: 'finished', reason: 'stop', usage },
    ],
    ['finished', '{"reason":"stop","usage":null}', { kind: 'finished', reason: 'stop' }],
    [
      'failed',
      '{"code":"c","message":"m","retryable":true,"usage":{"inputTokens":3,"outputTokens":7,"estimated":true}}',
      {
        kind: 'failed',
        code: 'c',
        message: 'm',
        retryable: true,
        usage: { ...usage, estimated: true },
      },
    ],
  ])('%s is read from %s', (type, data, event) => {
    expect(decode(frame(data, type))).toEqual({ position: 7, event });
  });

  test('has its time where there is one', () => {
    expect(decode(frame('{"ms":212,"text":"a"}'))).toMatchObject({ position: 7, ms: 212 });
  });

  test.each([
    ['no JSON', frame('{')],
    ['no object', frame('7')],
    ['no piece', frame('{"ms":1}')],
    ['no text', frame('{"text":7}')],
    ['no known event', frame('{}', 'ended')],
    ['no time', frame('{"model":"echo","at":"now"}', 'started')],
    ['no position', frame('{"text":"a"}', 'message', '')],
    ['a position before the first', frame('{"text":"a"}', 'message', 's-0')],
    [
      'an index that is far out',
      frame('{"toolCall":{"index":1e9,"id":"","name":"","arguments":""}}'),
    ],
  ])('with %s is none of the gateway’s', (_, unreadable) => {
    expect(() => decode(unreadable)).toThrow(SyntaxError);
  });
});
