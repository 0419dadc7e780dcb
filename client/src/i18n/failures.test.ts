import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { failures as english } from './en/failures';
import { failures as chinese } from './zh/failures';

/** What the page itself finds: no gateway says so. */
const OWN_CODES = ['unreadable'];

const codes = firstColumn(/\n\| code \| status \|.*\n.*\n((?:\|.*\n)+)/);
const problems = firstColumn(/\n\| `type` \| status \|.*\n.*\n((?:\|.*\n)+)/).map((type) =>
  type.replace(/^urn:spate:/, ''),
);

/** The names that begin the rows of a table of the protocol. */
function firstColumn(table: RegExp): readonly string[] {
  const protocol = readFileSync(new URL('../../../docs/PROTOCOL.md', import.meta.url), 'utf8');
  const [, rows = ''] = table.exec(protocol) ?? [];
  return [...rows.matchAll(/^\| `(.+?)` \|/gm)].map(([, name = '']) => name);
}

test('the protocol lists failures and problems', () => {
  expect(codes).toContain('generator_broken');
  expect(problems).toContain('bad-prompt');
});

describe.each(Object.entries({ english, chinese }))('in %s', (_, failures) => {
  test('every code of a failed answer has its sentence, and none has that is not there', () => {
    expect(Object.keys(failures.codes).sort()).toEqual([...codes, ...OWN_CODES].sort());
  });

  test('every type of a problem has its sentence, and none has that is not there', () => {
    expect(Object.keys(failures.problems).sort()).toEqual([...problems].sort());
  });
});
