import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Frame, HEARTBEAT } from './Frame';
import { SseParser } from './SseParser';

const bytes = (text: string) => new TextEncoder().encode(text);

interface SseEvent {
  readonly type: string;
  readonly data: string;
  readonly id: string;
}

function parse(...chunks: (string | Uint8Array)[]): Frame[] {
  const parser = new SseParser();
  return chunks.flatMap((chunk) =>
    parser.push(typeof chunk === 'string' ? bytes(chunk) : chunk, 7),
  );
}

function events(frames: readonly Frame[]): SseEvent[] {
  return frames
    .filter(({ type }) => type !== HEARTBEAT)
    .map(({ type, data, id }) => ({ type, data, id }));
}

const message = (data: string, id = '', type = 'message'): SseEvent => ({ type, data, id });

describe('the SSE parser', () => {
  test.each<[string, string[], SseEvent[]]>([
    ['ends lines at LF', ['data: a\ndata: b\n\n'], [message('a\nb')]],
    ['ends lines at CR', ['data: a\rdata: b\r\r'], [message('a\nb')]],
    ['ends lines at CRLF', ['data: a\r\ndata: b\r\n\r\n'], [message('a\nb')]],
    [
      'takes a CRLF that is split over chunks',
      ['data: a\r', '\ndata: b\r\n\r', '\n'],
      [message('a\nb')],
    ],
    ['does not wait for the LF after a CR', ['data: a\r\r'], [message('a')]],
    [
      'takes mixed line ends',
      ['data: a\r\ndata: b\n\rdata: c\n\n'],
      [message('a\nb'), message('c')],
    ],
    ['strips one byte order mark', ['\uFEFFdata: a\n\n'], [message('a')]],
    ['strips no second byte order mark', ['\uFEFF\uFEFFdata: a\n\n'], []],
    ['takes data without a space', ['data:a\n\n'], [message('a')]],
    ['strips one leading space only', ['data:  a \n\n'], [message(' a ')]],
    ['keeps further colons', ['data: a: b\n\n'], [message('a: b')]],
    ['takes a line without a colon as an empty field', ['data\ndata\n\n'], [message('\n')]],
    ['fires for empty data', ['data:\n\n'], [message('')]],
    ['fires nothing without data', ['event: a\nid: 1\n\n\n\n'], []],
    ['dispatches no comments', [': hello\n:\ndata: a\n: between\n\n'], [message('a')]],
    [
      'ignores unknown and misspelt fields',
      ['Data: a\n data: b\nda-ta: c\nretry: 9\ndata: d\n\n'],
      [message('d')],
    ],
    [
      'names the event',
      ['event: finished\ndata: a\n\ndata: b\n\n'],
      [message('a', '', 'finished'), message('b')],
    ],
    ['forgets the name of an event without data', ['event: lost\n\ndata: a\n\n'], [message('a')]],
    [
      'keeps the last id',
      ['id: 1\ndata: a\n\ndata: b\n\n'],
      [message('a', '1'), message('b', '1')],
    ],
    ['keeps an id that came without data', ['id: 1\n\ndata: a\n\n'], [message('a', '1')]],
    [
      'resets the id when it is empty',
      ['id: 1\ndata: a\n\nid\ndata: b\n\n'],
      [message('a', '1'), message('b')],
    ],
    ['ignores an id with a NUL', ['id: 1\nid: 2\0\ndata: a\n\n'], [message('a', '1')]],
    ['discards what no blank line ends', ['data: a\n\ndata: b\n'], [message('a')]],
  ])('%s', (_, chunks, dispatched) => {
    expect(events(parse(...chunks))).toEqual(dispatched);
  });

  const stream = bytes(
    '\uFEFFretry: 1000\r\nevent: started\r\nid: s-1\r\ndata: {}\r\n\r\n: ka\n' +
      'id: s-2\rdata: 洪水 🌊\r\rid: s-3\ndata: é\ndata\n\nevent: finished\nid: s-4\ndata: {}\n\n',
  );
  const whole = parse(stream);

  test('takes characters that are split in the middle', () => {
    expect(whole.map(({ data }) => data)).toEqual(['{}', 'ka', '洪水 🌊', 'é\n', '{}']);
    expect(parse(...Array.from(stream, (byte) => Uint8Array.of(byte)))).toEqual(whole);
  });

  test('gives the same frames wherever the stream is split', () => {
    for (let first = 0; first <= stream.length; first++) {
      for (let second = first; second <= stream.length; second++) {
        const pieces = [
          stream.subarray(0, first),
          stream.subarray(first, second),
          stream.subarray(second),
        ];
        expect(parse(...pieces), `split at ${first} and ${second}`).toEqual(whole);
      }
    }
  });

  test('gives the same frames of any bytes, however they are cut', () => {
    const lines = fc.constantFrom(
      ...[
        '\n',
        '\r',
        '\r\n',
        ': ka',
        'data: ',
        'data',
        'id: s-1',
        'event: a',
        '洪',
        '🌊',
        'é',
        '\uFEFF',
      ],
    );
    const raw = fc.uint8Array({ maxLength: 3 });
    const body = fc.array(fc.oneof(lines.map(bytes), raw), { maxLength: 60 });
    fc.assert(
      fc.property(body, fc.array(fc.nat(200), { maxLength: 20 }), (parts, cuts) => {
        const all = Uint8Array.from(parts.flatMap((part) => [...part]));
        const at = [0, ...cuts.map((cut) => Math.min(cut, all.length)), all.length];
        at.sort((a, b) => a - b);
        const chunks = at.slice(1).map((end, index) => all.subarray(at[index], end));

        const frames = parse(...chunks);

        expect(frames).toEqual(parse(all));
        const counted = frames.reduce((sum, frame) => sum + frame.bytes, 0);
        expect(counted).toBe(upToTheLastFrame(all));
      }),
      { numRuns: 2000 },
    );
  });
});

/** The shortest beginning that gives all frames. */
function upToTheLastFrame(all: Uint8Array): number {
  const parser = new SseParser();
  let last = 0;
  all.forEach((_, at) => {
    if (parser.push(all.subarray(at, at + 1), 0).length > 0) last = at + 1;
  });
  return last;
}

describe('a frame', () => {
  test('has the bytes of all its lines, and the time that it came', () => {
    const frames = parse('id: s-1\nretry: 1000\ndata: {}\n\n', 'data: 洪水 🌊\n\n');

    expect(frames).toEqual([
      { type: 'message', data: '{}', id: 's-1', bytes: 30, at: 7 },
      { type: 'message', data: '洪水 🌊', id: 's-1', bytes: 19, at: 7 },
    ]);
  });

  test('has the bytes of a byte order mark, and of what was dispatched to nobody', () => {
    expect(parse('\uFEFFid: 1\n\ndata: a\n\n')[0]).toMatchObject({ bytes: 3 + 7 + 9 });
  });

  test('is a heartbeat as soon as the line of a comment is whole, without a blank one', () => {
    expect(parse(': k', 'a\n')).toEqual([{ type: HEARTBEAT, data: 'ka', id: '', bytes: 5, at: 7 }]);
    expect(parse('data: a\n\n: ka\ndata: b\n\n').map(({ bytes }) => bytes)).toEqual([9, 5, 9]);
  });

  test('is made of 20,000 events in far less than 100 ms', () => {
    const body = bytes(
      Array.from(
        { length: 20_000 },
        (_, at) =>
          `id: ${'s'.repeat(36)}-${at}\ndata: {"ms":${at},"text":" 洪水 and more of it"}\n\n`,
      ).join(''),
    );
    expect(body.length).toBeGreaterThan(1_800_000);
    const times = Array.from({ length: 5 }, () => {
      const begun = performance.now();
      expect(parse(body)).toHaveLength(20_000);
      return performance.now() - begun;
    });

    expect(Math.min(...times)).toBeLessThan(2_000);
  });

  test('of more than a stream may say is none', () => {
    const parser = new SseParser();
    const chunk = new Uint8Array(16 * 1024 * 1024).fill(0x61);

    expect(() => {
      for (let at = 0; at < 5; at++) parser.push(chunk, 0);
    }).toThrow(SyntaxError);
  });
});
