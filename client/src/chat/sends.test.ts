import { expect, test } from 'vitest';
import { sends } from './sends';

const enter = {
  key: 'Enter',
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  keyCode: 13,
};

test.each([
  ['Enter sends', enter, true],
  ['Shift+Enter breaks the line', { ...enter, shiftKey: true }, false],
  ['an Enter that confirms a candidate does not send', { ...enter, isComposing: true }, false],
  ["nor does Safari's, which comes after the composition", { ...enter, keyCode: 229 }, false],
  ['nor does one with Ctrl', { ...enter, ctrlKey: true, keyCode: 229 }, false],
  ['other keys do not send', { ...enter, key: 'a', keyCode: 65 }, false],
])('%s', (_, event, sent) => {
  expect(sends(event, true)).toBe(sent);
});

test.each([
  ['Enter breaks the line', enter, false],
  ['Ctrl+Enter sends', { ...enter, ctrlKey: true }, true],
  ['⌘+Enter sends', { ...enter, metaKey: true }, true],
])('where Enter is set not to: %s', (_, event, sent) => {
  expect(sends(event, false)).toBe(sent);
});
