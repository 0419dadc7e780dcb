import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { followCommand, quoted, startCommand } from './curl';

const ORIGIN = 'http://localhost:8000';

/** The arguments that a shell gives to curl, which is a function here. */
function argumentsOf(command: string): string[] {
  const out = execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }; ${command}`]);
  return out.toString('utf8').split('\0').slice(0, -1);
}

const nastyCharacter = fc.constantFrom(...`'"\\$\`!*?[]{}()<>|&;#~\n\t\r %@=为🙂é`);
const nasty = fc.string({ unit: nastyCharacter, maxLength: 40 });

describe('a quoted word', () => {
  test('is read back by a shell as it was', () => {
    const words = fc.array(fc.oneof(nasty, fc.string({ unit: 'grapheme' })), { minLength: 1 });

    fc.assert(
      fc.property(words, (all) => {
        const asked = all.map((word) => word.replaceAll('\0', ''));
        expect(argumentsOf(`curl ${asked.map(quoted).join(' ')}`)).toEqual(asked);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['http://localhost:8000/v1/streams', 'http://localhost:8000/v1/streams'],
    ["it's", "'it'\\''s'"],
    ['', "''"],
    ['a?b', "'a?b'"],
  ])('%s becomes %s', (word, said) => {
    expect(quoted(word)).toBe(said);
  });
});

describe('the command that starts', () => {
  test('posts exactly the body', () => {
    fc.assert(
      fc.property(fc.record({ prompt: nasty, simulate: fc.object({ key: nasty }) }), (body) => {
        const sent = argumentsOf(startCommand(ORIGIN, body));
        expect(sent.at(-1)).toBe(JSON.stringify(body));
        expect(sent.slice(0, 2)).toEqual(['-N', `${ORIGIN}/v1/streams`]);
      }),
      { numRuns: 40 },
    );
  });

  test('is written to be read', () => {
    expect(startCommand(ORIGIN, { model: 'echo', prompt: "What's SSE?" })).toBe(
      [
        'curl -N http://localhost:8000/v1/streams \\',
        "  -H 'Content-Type: application/json' \\",
        "  -H 'Accept: text/event-stream' \\",
        `  --data-raw '{"model":"echo","prompt":"What'\\''s SSE?"}'`,
      ].join('\n'),
    );
  });
});

describe('the command that follows', () => {
  test('goes on after a position', () => {
    expect(followCommand(ORIGIN, 's1', 412)).toBe(
      "curl -N 'http://localhost:8000/v1/streams/s1?times=true' \\\n  -H 'Last-Event-ID: s1-412'",
    );
  });

  test('needs no cursor at the start', () => {
    expect(followCommand(ORIGIN, 's1', 0)).toBe(
      "curl -N 'http://localhost:8000/v1/streams/s1?times=true'",
    );
  });
});
