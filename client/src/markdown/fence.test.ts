import fc from 'fast-check';
import { Lexer, type Tokens } from 'marked';
import { expect, test } from 'vitest';
import { codeIn } from './fence';

const line = fc.constantFrom(
  'int i;',
  '  ',
  '',
  '```',
  '~~~',
  '````',
  ' ```',
  '   ```  ',
  '    ```',
  '```x',
  '`',
);

test('a fenced block holds what marked has it hold', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('```', '~~~', '````', ' ```', '   ~~~'),
      fc.constantFrom('', 'java', ' js title=x', 'c++'),
      fc.array(line, { maxLength: 8 }),
      (opening, after, lines) => {
        const [token] = new Lexer().blockTokens(`${[opening + after, ...lines].join('\n')}\n`);
        const { raw, text } = token as Tokens.Code;
        const indent = opening.search(/\S/);
        const { code, closed } = codeIn(raw);
        // marked leaves the indent of a fence of tildes where it is, and one line end fewer behind.
        const known = indent > 0 && opening.includes('~') ? code : text;
        expect(code.trimEnd()).toBe(known.trimEnd());
        expect(closed).toBe(raw.trimEnd() !== opening + after && closed);
      },
    ),
    { numRuns: 2_000 },
  );
});

test.each([
  ['```java\nx\n```', 'java', 'x\n', true],
  ['```java title=x\nx\n', 'java', 'x\n', false],
  ['```{python}\nx', '', 'x', false],
  ['```\nx\n``', '', 'x\n', false],
  ['```\nx\n`', '', 'x\n', false],
  ['```js', 'js', '', false],
  ['~~~ Ruby,x\nx\n~~~~', 'Ruby', 'x\n', true],
  ['  ```\n    x\n  y\n z\n  ```', '', '  x\ny\nz\n', true],
])('%j is code in %j: %j', (raw, language, code, closed) => {
  expect(codeIn(raw)).toEqual({ language, code, closed });
});
