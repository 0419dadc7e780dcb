import { expect, test } from 'vitest';
import { withoutUnfinished } from './unfinished';

test.each([
  ['Some **bold te', 'Some bold te'],
  ['Some **', 'Some '],
  ['Some *', 'Some '],
  ['Some **bold*', 'Some bold'],
  ['Some **bold**', 'Some **bold**'],
  ['Some *it', 'Some it'],
  ['a ~~b', 'a b'],
  ['call `f(x', 'call f(x'],
  ['call `f(x)`', 'call `f(x)`'],
  ['call `', 'call '],
  ['a ``b ` c', 'a b ` c'],
  ['`**` and **b', '`**` and b'],
  ['see [the page', 'see the page'],
  ['see [the page]', 'see the page'],
  ['see [the page](', 'see the page'],
  ['see [the page](https://exa', 'see the page'],
  ['see [the page](https://a.b/(c) d', 'see the page'],
  ['see [the page](https://a.b)', 'see [the page](https://a.b)'],
  ['see [the page](https://a.b) and **b', 'see [the page](https://a.b) and b'],
  ['![a cat](https://ex', 'a cat'],
  ['a [b] c', 'a [b] c'],
  ['a **b [c', 'a b c'],
  ['- **item', '- item'],
  ['1. `x', '1. x'],
  ['## Head **x', '## Head x'],
  ['- [ ] do **x', '- [ ] do x'],
  ['snake_case', 'snake_case'],
  ['_it', 'it'],
  ['2 * 3', '2 * 3'],
  ['\\**b', '\\*b'],
  ['$a_1 + *b', '$a_1 + *b'],
  ['$a_1$ and **b', '$a_1$ and b'],
  ['see[^1]', 'see[^1]'],
])('%j is shown as %j while it is written', (raw, shown) => {
  expect(withoutUnfinished(raw)).toBe(shown);
});

test.each([
  '-',
  '=',
  '*',
  '#',
  '##',
  '1.',
  '12)',
  '---',
  '`',
  '``',
  '~~',
  '|',
  '| --',
  '|---|:',
  '- [',
  '- [ ]',
  '> -',
])('a last line of %j alone waits for what it begins', (line) => {
  expect(withoutUnfinished(`Text above\n${line}`)).toBe('Text above');
  expect(withoutUnfinished(line)).toBe('');
});

test('only the last line is looked at', () => {
  expect(withoutUnfinished('an **open\nline **b')).toBe('an **open\nline b');
});

test('no letter is hidden, and none for longer than its marks are open', () => {
  const text = 'An **important *thing* to `say`**, see [here](https://a.b) ~~not~~ 一**二。**三';
  for (let end = 1; end <= text.length; end++) {
    const shown = withoutUnfinished(text.slice(0, end));
    const letters = (from: string) =>
      from.replace(/\]\([^)]*\)?/g, '').replace(/[^\p{L}\p{N},。 ]/gu, '');
    expect(letters(shown).trim()).toBe(letters(text.slice(0, end)).trim());
  }
  expect(withoutUnfinished(text)).toBe(text);
});

test('a very long line is left alone', () => {
  const line = `**${'a'.repeat(3_000)}`;
  expect(withoutUnfinished(line)).toBe(line);
});
