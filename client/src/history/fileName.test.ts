import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileNameOf } from './fileName';

describe("a file's name", () => {
  test.each([
    ['Why SSE?', 'Why SSE.md'],
    ['../../etc/passwd', 'etc passwd.md'],
    ['a\\b:c*d"e<f>g|h', 'a b c d e f g h.md'],
    ['.hidden. ', 'hidden.md'],
    ['CON', 'CON_.md'],
    ['nul.txt', 'nul_txt_.md'],
    ['console', 'console.md'],
    ['gpj\u202etxt', 'gpj txt.md'],
    ['流式输出', '流式输出.md'],
    ['?', 'conversation.md'],
  ])('of %j is %j', (title, name) => {
    expect(fileNameOf(title, 'conversation', 'md')).toBe(name);
  });

  test('fits every file system, whatever the title', () => {
    const unit = fc.oneof(
      fc.constantFrom('流', '/', '.', ' ', '\0', 'a'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 300 }), (units) => {
        const name = fileNameOf(units.join(''), 'conversation', 'md');

        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
        expect(name).not.toMatch(/[\p{Cc}\p{Cs}/\\:*?"<>|]|^[.\s]|[.\s]$/u);
        expect(name).toMatch(/.\.md$/);
      }),
    );
  });
});
