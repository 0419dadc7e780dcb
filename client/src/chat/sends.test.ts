import { expect, test } from 'vitest';
import { sends } from './sends';

const enter = { key: 'Enter', shiftKey: false, isComposing: false, keyCode: 13 };

test.each([
  ['Enter sends', enter, true],
  ['Shift+Enter breaks the line', { ...enter, shiftKey: true }, false],
  ['an Enter that confirms a candidate does not send', { ...enter, isComposing: true }, false],
  ["nor does Safari's, which comes after the composition", { ...enter, keyCode: 229 }, false],
  ['other keys do not send', { ...enter, key: 'a', keyCode: 65 }, false],
])('%s', (_, event, sent) => {
  expect(sends(event)).toBe(sent);
});
