import { expect, test } from 'vitest';
import { safeUrl } from './safeUrl';

test.each([
  ['https://example.org/a?b=1&c=2#d', 'https://example.org/a?b=1&c=2#d', 'example.org'],
  ['HTTP://Example.ORG', 'http://example.org/', 'example.org'],
  ['https://example.org:8443/', 'https://example.org:8443/', 'example.org:8443'],
  ['https://a.example/?x=1&amp;y=2', 'https://a.example/?x=1&y=2', 'a.example'],
  ['https://example.org/路径', 'https://example.org/%E8%B7%AF%E5%BE%84', 'example.org'],
  ['mailto:someone@example.org', 'mailto:someone@example.org', 'someone@example.org'],
  ['MAILTO:a@b.example?subject=x&attach=/etc/passwd', 'mailto:a@b.example', 'a@b.example'],
])('%s may be followed', (written, href, host) => {
  expect(safeUrl(written)).toEqual({ href, host });
});

test('a letter of another script is told from a Latin one', () => {
  expect(safeUrl('https://\u0430pple.com')?.host).toBe('xn--pple-43d.com');
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  '\u0001javascript:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  'javascript&colon;alert(1)',
  'javascript&#58;alert(1)',
  'javascript&#x3a;alert(1)',
  '&#106;avascript:alert(1)',
  '&#x6A&#x61;vascript:alert(1)',
  'java&Tab;script:alert(1)',
  'java&NewLine;script:alert(1)',
  'javascript%3Aalert(1)',
  'java\u200bscript:alert(1)',
  '\u202ejavascript:alert(1)',
  'javaſcript:alert(1)',
  'ｊavascript:alert(1)',
  'vbscript:msgbox(1)',
  'data:text/html,<script>alert(1)</script>',
  'DATA:text/html;base64,PHNjcmlwdD4=',
  'data:image/svg+xml,<svg onload=alert(1)>',
  'blob:https://example.org/1',
  'file:///etc/passwd',
  'filesystem:https://example.org/x',
  'ftp://example.org/',
  'ws://example.org/',
  'about:blank',
  'view-source:https://example.org',
  'intent://example.org#Intent;end',
  'tel:+123',
  'sms:+123',
  '//example.org/protocol-relative',
  '/v1/streams',
  'relative.html',
  '#anchor',
  '?query',
  '',
  'http:example.org',
  'https:/example.org',
  'https:\\\\example.org',
  'https://good.example\\@evil.example',
  'https://good.example@evil.example/',
  'https://user:secret@example.org/',
  'https://',
  'https://exa mple.org',
  'https://example.org/\u202egnp.exe',
  'https://example.org/a\u0000b',
  'mailto:',
  `https://example.org/${'a'.repeat(5_000)}`,
])('%j may not be followed', (written) => {
  expect(safeUrl(written)).toBeUndefined();
});
