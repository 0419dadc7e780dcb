import { expect, test } from 'vitest';
import { chinese as theirs } from './chinese';
import { inspector } from './en/inspector';
import { settings } from './en/settings';
import { english as ours } from './english';
import { hints } from './hints';
import { inspector as itsInspector } from './zh/inspector';
import { settings as itsSettings } from './zh/settings';

const english = { ...ours, inspector, settings, hints: hints.en };
const chinese = {
  ...theirs,
  inspector: itsInspector,
  settings: itsSettings,
  hints: hints.zh,
};

/** What is the same in both languages: names, marks and nothing at all. */
const SAME = new Set<string>([
  'app.product',
  'app.list.marks.idle',
  'inspector.firstToken',
  'inspector.ms',
  'inspector.size',
]);

type Sentence = (...values: unknown[]) => unknown;

/** Every text by its path; of a sentence, what it makes of the same values. */
function texts(tree: object, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([name, value]: [string, unknown]) => {
    const here = path ? `${path}.${name}` : name;
    if (typeof value === 'string') return [[here, value] as const];
    if (typeof value === 'function') return [[here, said(value as Sentence)] as const];
    return typeof value === 'object' && value !== null ? texts(value, here) : [];
  });
}

function said(sentence: Sentence): string {
  try {
    return String(sentence(7, 3, 2, 1));
  } catch {
    return String(sentence);
  }
}

test('both languages have the same texts', () => {
  const paths = (tree: object) => texts(tree).map(([path]) => path);

  expect(paths(chinese)).toEqual(paths(english));
});

test('no Chinese text is the English one', () => {
  const inEnglish = new Map(texts(english));
  const same = texts(chinese).filter(
    ([path, text]) => text === inEnglish.get(path) && !SAME.has(path) && /\p{Letter}/u.test(text),
  );

  expect(same).toEqual([]);
});

test('every Chinese text has something Chinese in it', () => {
  const foreign = texts(chinese).filter(
    ([path, text]) => !SAME.has(path) && /[a-z]{4}/i.test(text) && !/\p{Script=Han}/u.test(text),
  );

  expect(foreign).toEqual([]);
});
