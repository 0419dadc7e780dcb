import { describe, expect, test } from 'vitest';
import { type SseEvent, SseParser } from './SseParser';

const bytes = (text: string) => new TextEncoder().encode(text);

function parse(...chunks: (string | Uint8Array)[]): SseEvent[] {
  const parser = new SseParser();
  return chunks.flatMap((chunk) => parser.push(typeof chunk === 'string' ? bytes(chunk) : chunk));
}

const message = (data: string, lastEventId = '', type = 'message') => ({ type, data, lastEventId });

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
    ['ignores comments', [': hello\n:\ndata: a\n: between\n\n'], [message('a')]],
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
  ])('%s', (_, chunks, events) => {
    expect(parse(...chunks)).toEqual(events);
  });

  const stream = bytes(
    '\uFEFFretry: 1000\r\nevent: started\r\nid: s-1\r\ndata: {}\r\n\r\n: ka\n' +
      'id: s-2\rdata: 洪水 🌊\r\rid: s-3\ndata: é\ndata\n\nevent: finished\nid: s-4\ndata: {}\n\n',
  );
  const whole = parse(stream);

  test('takes characters that are split in the middle', () => {
    expect(whole.map(({ data }) => data)).toEqual(['{}', '洪水 🌊', 'é\n', '{}']);
    expect(parse(...Array.from(stream, (byte) => Uint8Array.of(byte)))).toEqual(whole);
  });

  test('gives the same events wherever the stream is split', () => {
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
});
