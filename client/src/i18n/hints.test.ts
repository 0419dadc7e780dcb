import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hints } from './hints';

test('every knob of the protocol has its hint', () => {
  const protocol = readFileSync(new URL('../../../docs/PROTOCOL.md', import.meta.url), 'utf8');
  const [, table = ''] = /\n\| knob \|.*\n.*\n((?:\|.*\n)+)/.exec(protocol) ?? [];
  const names = table.split('\n').flatMap((row) => {
    const [, name = ''] = row.split('|');
    return [...name.matchAll(/`(.+?)`/g)].map(([, knob]) => knob);
  });

  expect(names).toContain('tokensPerSecond');
  expect(Object.keys(hints.en.knobs).sort()).toEqual(names.sort());
});
