// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { typeset } from './typeset';

afterEach(cleanup);

const set = (tex: string, display = false) => render(typeset(tex, display)).container;

test('a formula is MathML, and only that', () => {
  const container = set('\\sum_{i=1}^n \\frac{x_i}{\\sqrt{2}}', true);
  expect(container.querySelector('math')?.getAttribute('display')).toBe('block');
  for (const name of ['munderover', 'mfrac', 'msqrt', 'msub'])
    expect(container.querySelector(name), name).toBeTruthy();
  expect(container.querySelector('span, annotation, semantics')).toBeNull();
});

test.each([
  '\\href{javascript:alert(1)}{x}',
  '\\url{https://evil.example}',
  '\\includegraphics{https://evil.example/x.png}',
  '\\htmlId{root}{x}',
  '\\htmlStyle{color:red}{x}',
  '\\pmb{x}',
  '\\fcolorbox{red}{blue}{x}',
  '\\colorbox{red}{x}',
  '\\textcolor{red}{x}',
])('%s brings neither link, image, id, style nor colour', (tex) => {
  const container = set(tex);
  expect(container.querySelector('math')).toBeTruthy();
  expect(
    container.querySelectorAll(
      'a, img, mglyph, [href], [src], [id], [style], [mathcolor], [mathbackground]',
    ),
  ).toHaveLength(0);
});

test.each(['\\boxed{x}', '\\cancel{x}', '\\sout{x}'])('%s is drawn by our own lines', (tex) => {
  expect(set(tex).querySelector('menclose')?.className).toBeTruthy();
});

test.each(['\\frac{1', '\\undefined', '\\def\\a{\\a\\a}\\a', '{'.repeat(3_000), 'x'.repeat(5_000)])(
  'of %s there is none',
  (tex) => {
    expect(typeset(tex, false)).toBeUndefined();
  },
);
