// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { StrictMode } from 'react';
import { afterEach, expect, test } from 'vitest';
import { BoundedLexer } from './BoundedLexer';
import { Markdown } from './Markdown';

afterEach(cleanup);

const drawn = (text: string, live = false) =>
  render(<Markdown text={text} live={live} />).container;

/** How often each source was read, which is done once for each time a block is drawn. */
async function reading(act: (readings: Map<string, number>) => Promise<void> | void) {
  const readings = new Map<string, number>();
  const { lex } = BoundedLexer.prototype;
  BoundedLexer.prototype.lex = function (this: BoundedLexer, source: string) {
    readings.set(source, (readings.get(source) ?? 0) + 1);
    return lex.call(this, source);
  };
  try {
    await act(readings);
  } finally {
    BoundedLexer.prototype.lex = lex;
  }
}

test('what Markdown has is drawn as elements', () => {
  const container = drawn(
    '# Head\n\nA **bold**, *slanted*, ~~struck~~ and `code` text with a\nbreak.\n\n> A quote\n\n1. one\n2. two\n\n---\n',
  );
  expect(screen.getByRole('heading', { level: 3, name: 'Head' })).toBeTruthy();
  for (const name of ['strong', 'em', 'del', 'code', 'br', 'blockquote', 'ol', 'hr'])
    expect(container.querySelector(name), name).toBeTruthy();
  expect(container.textContent).toContain('A bold, slanted, struck and code text with abreak.');
});

test('headings form an outline below the question, never skipping a level', () => {
  drawn('## A\n\n#### B\n\n## C\n\n# D\n\n###### E\n\n> # In a quote\n');
  const levels = screen
    .getAllByRole('heading')
    .map(({ tagName, textContent }) => [tagName, textContent]);
  expect(levels).toEqual([
    ['H3', 'A'],
    ['H4', 'B'],
    ['H3', 'C'],
    ['H3', 'D'],
    ['H4', 'E'],
  ]);
});

test('raw HTML is text', () => {
  const container = drawn('<script>alert(1)</script>\n\nA <b onclick="x()">b</b><br>c <img src=x>');
  expect(container.querySelectorAll('script, b, img')).toHaveLength(0);
  expect(container.textContent).toContain('<script>alert(1)</script>');
  expect(container.textContent).toContain('<b onclick="x()">b</b>c <img src=x>');
});

test('a link opens elsewhere and says where, and one that may not be followed is its text', () => {
  const container = drawn(
    '[here](https://example.org/a) [there](javascript:alert(1)) <https://b.c>',
  );
  const [here, auto] = screen.getAllByRole('link');
  expect(here?.getAttribute('href')).toBe('https://example.org/a');
  expect(here?.getAttribute('rel')).toBe('noopener noreferrer nofollow ugc');
  expect(here?.getAttribute('target')).toBe('_blank');
  expect(here?.getAttribute('title')).toBe('example.org');
  expect(auto?.textContent).toBe('https://b.c');
  expect(container.textContent).toBe('here there https://b.c');
});

test('a link whose text names another host says where it leads', () => {
  const container = drawn(
    '[https://bank.example](https://evil.example/) [www.a.org](https://a.org)',
  );
  expect(container.textContent).toBe('https://bank.example (evil.example) www.a.org');
});

test('an image is a link with its text and its host, and is not loaded', () => {
  const container = drawn(
    '![A cat](https://pictures.example/cat.png) and ![](data:image/png;base64,x)',
  );
  expect(container.querySelector('img')).toBeNull();
  const chip = screen.getByRole('link', {
    name: /A cat.*pictures.example.*\(image, opens in a new tab\)/s,
  });
  expect(chip.getAttribute('href')).toBe('https://pictures.example/cat.png');
  expect(chip.textContent).toContain('pictures.example');
  expect(container.textContent).toContain('and image');
});

test('an image in a link is one link', () => {
  const container = drawn('[![A badge](https://a.b/c.svg)](https://d.e)');
  expect(container.querySelectorAll('a')).toHaveLength(1);
  expect(container.querySelector('a')?.getAttribute('href')).toBe('https://d.e/');
});

test('tasks have boxes that say whether they are done', () => {
  drawn('- [x] one\n- [ ] two\n');
  const [one, two] = screen.getAllByRole('listitem');
  expect(one && within(one).getByRole('img', { name: 'Done' })).toBeTruthy();
  expect(two && within(two).getByRole('img', { name: 'To do' })).toBeTruthy();
  expect(one?.textContent).toBe('one');
});

test('lists nest, and count from where they begin', () => {
  const container = drawn('3. three\n   - a\n     - b\n4. four\n\nloose:\n\n- x\n\n- y\n');
  expect(container.querySelector('ol')?.start).toBe(3);
  expect(container.querySelector('ol ul ul')?.textContent).toBe('b');
  expect([...container.querySelectorAll('div > ul > li > p')].map((p) => p.textContent)).toEqual([
    'x',
    'y',
  ]);
});

test('a table has its head, its columns set as asked, and can be copied', async () => {
  const user = userEvent.setup();
  drawn('| Name | Sum |\n|:-----|----:|\n| *a*, b | `1` |\n| =2+2 | -3 |\n');
  expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual([
    'Name',
    'Sum',
  ]);
  expect(screen.getByRole('group', { name: 'Table' }).getAttribute('tabindex')).toBe('0');

  await user.click(screen.getByRole('button', { name: 'Copy as CSV' }));
  expect(await navigator.clipboard.readText()).toBe('Name,Sum\r\n"a, b",1\r\n\'=2+2,-3');
  await user.click(screen.getByRole('button', { name: 'Copy as Markdown' }));
  expect(await navigator.clipboard.readText()).toBe(
    '| Name | Sum |\n|:-----|----:|\n| *a*, b | `1` |\n| =2+2 | -3 |',
  );
});

test('code can be copied, wrapped, and reached by keys', async () => {
  const user = userEvent.setup();
  const container = drawn('```java title=x\nint i;\n\tint j;\n```\n');
  const pre = screen.getByRole('group', { name: 'Code, java' });
  expect(pre.getAttribute('tabindex')).toBe('0');
  expect(pre.textContent).toBe('int i;\n\tint j;\n');

  await user.click(screen.getByRole('button', { name: 'Wrap' }));
  expect(screen.getByRole('button', { name: 'Wrap' }).getAttribute('aria-pressed')).toBe('true');
  await user.click(screen.getByRole('button', { name: 'Copy code' }));
  expect(await navigator.clipboard.readText()).toBe('int i;\n\tint j;');
  expect(container.textContent).toContain('Copied');
});

test('code is set in weight and mute once it is settled, and reads the same', async () => {
  const { container, rerender } = render(<Markdown text={'```java\n// note\nint i;\n'} live />);
  expect(container.querySelector('pre span')).toBeNull();
  rerender(<Markdown text={'```java\n// note\nint i;\n```\n'} live={false} />);
  await expect.poll(() => container.querySelectorAll('pre span').length).toBeGreaterThan(1);
  expect(container.querySelector('pre')?.textContent).toBe('// note\nint i;\n');
});

test('code in a language nobody knows stays as it is', () => {
  const container = drawn('```no-such-language\nx\n```');
  expect(container.querySelector('pre')?.textContent).toBe('x\n');
});

test('a formula is set as MathML, without a style, a colour or a link', async () => {
  const container = drawn(
    'so $\\boxed{x}$ and\n\n$$\\pmb{y}\\color{red}z\\href{https://evil.example}{a}$$\n',
  );
  expect(container.textContent).toContain('$\\boxed{x}$');
  await expect.poll(() => container.querySelectorAll('math').length).toBe(2);
  expect(container.querySelector('math')?.namespaceURI).toBe('http://www.w3.org/1998/Math/MathML');
  expect(container.querySelector('menclose')?.getAttribute('class')).toBeTruthy();
  expect(container.querySelectorAll('[style], [mathcolor], [href], annotation')).toHaveLength(0);
});

test('a formula keeps its spaces, and words in it are not spelt', async () => {
  const container = drawn('$$a \\quad \\text{if so} \\begin{pmatrix} 1 & 2 \\end{pmatrix}$$');
  await expect.poll(() => container.querySelector('mspace')?.getAttribute('width')).toBe('1em');
  expect(container.querySelector('mtext')?.childNodes).toHaveLength(1);
  expect(container.querySelectorAll('mtd')).toHaveLength(2);
});

test('TeX that is none stays as it was written', async () => {
  const container = drawn('$\\frac{1$ and $x^2$');
  await expect.poll(() => container.querySelectorAll('math').length).toBe(1);
  expect(container.textContent).toContain('$\\frac{1$');
});

test('references and footnotes are resolved across blocks at the end', async () => {
  const user = userEvent.setup();
  const text =
    'See [the page][1] and a note[^a], not [^b].\n\nMore.\n\n[1]: https://example.org\n\n[^a]: The note.\n';
  const { container, rerender } = render(<Markdown text={text} live />);
  expect(screen.queryByRole('link')).toBeNull();
  expect(container.textContent).toContain('[the page][1] and a note[^a]');

  rerender(<Markdown text={text} live={false} />);
  expect(screen.getByRole('link', { name: 'the page' }).getAttribute('href')).toBe(
    'https://example.org/',
  );
  expect(container.textContent).toContain('not [^b]');
  await user.click(screen.getByRole('button', { name: 'Footnote a' }));
  expect(document.activeElement?.textContent).toContain('The note.');
  await user.click(screen.getByRole('button', { name: 'Back to the text' }));
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Footnote a' }));
});

test('a definition that defines no link is text', () => {
  expect(drawn('[Note]: hello\n').textContent).toBe('[Note]: hello');
});

test('mostly Chinese blocks are told from others', () => {
  const container = drawn('你好，世界。\n\nHello 世 world, this is English.\n\n使用 Java 编写。\n');
  const languages = [...container.querySelectorAll('p')].map((p) =>
    p.closest('[lang]')?.getAttribute('lang'),
  );
  expect(languages).toEqual(['zh', '', 'zh']);
});

test('while it is written, marks that are not closed are not shown, and are at the end', () => {
  const { container, rerender } = render(<Markdown text="Some **bold" live />);
  expect(container.textContent).toBe('Some bold');
  rerender(<Markdown text="Some **bold" live={false} />);
  expect(container.textContent).toBe('Some **bold');
});

test('500 pieces more draw no settled block again', async () => {
  const settled = Array.from({ length: 40 }, (_, index) => `Settled **paragraph** ${index}.`).join(
    '\n\n',
  );
  await reading((readings) => {
    const { rerender } = render(<Markdown text={settled} live />);
    expect(readings.size).toBe(40);
    let text = `${settled}\n\n`;
    for (let piece = 0; piece < 500; piece++) {
      text += piece % 25 === 24 ? '.\n\n' : `word${piece} `;
      rerender(<Markdown text={text} live />);
    }
    rerender(<Markdown text={text} live={false} />);
    // The last of the forty was still being written, and is drawn once more as it settles.
    for (let index = 0; index < 39; index++)
      expect(readings.get(`Settled **paragraph** ${index}.`)).toBe(1);
  });
}, 30_000);

test('the end of the answer draws no block again that refers to nothing', async () => {
  const text = 'One [link](https://a.b).\n\nTwo [x][1].\n\nThree.\n\n[1]: https://c.d\n';
  await reading((readings) => {
    const { rerender } = render(<Markdown text={text} live />);
    rerender(<Markdown text={text} live={false} />);
    expect(readings.get('Three.')).toBe(1);
    expect(readings.get('Two [x][1].')).toBe(2);
  });
});

test('text that was shown stays until it is the end', () => {
  const text =
    '# A **bold** start\n\nText with `code`, [a link](https://a.b/c) and $5.\n\n- one\n- *two*\n  - three\n\n```js\nlet x = 1;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n**注意：**正文。\n';
  const letters = (from: string | null) => (from ?? '').replace(/[^\p{L}]/gu, '');
  const { container, rerender } = render(<Markdown text="" live />);
  let longest = 0;
  for (let end = 1; end <= text.length; end++) {
    rerender(<Markdown text={text.slice(0, end)} live />);
    const shown = [...container.querySelectorAll('p, h3, li, pre, td, th')];
    const now = letters(shown.map((element) => element.textContent).join(''));
    expect(now.length).toBeGreaterThanOrEqual(longest - 'httpsabclink'.length * 2);
    longest = Math.max(longest, now.length);
  }
  rerender(<Markdown text={text} live={false} />);
  const alone = render(<Markdown text={text} live={false} />).container;
  const ids = (html: string) => html.replace(/_r_\w+_/g, '');
  expect(ids(container.innerHTML)).toBe(ids(alone.innerHTML));
});

const whole = (container: Element) =>
  waitFor(() => expect(container.querySelector('[aria-busy]')).toBeNull(), { timeout: 20_000 });

test('growing in any steps ends as if it had come at once, in strict mode too', async () => {
  const text = `${'A *paragraph* of text.\n\n'.repeat(30)}${'- an item\n'.repeat(2_000)}\n\nEnd.`;
  const { container, rerender } = render(<Markdown text="" live />, { wrapper: StrictMode });
  for (let end = 0; end < text.length; end += 4_999)
    rerender(<Markdown text={text.slice(0, end)} live />);
  rerender(<Markdown text={text} live={false} />);
  const alone = render(<Markdown text={text} live={false} />).container;
  await whole(container);
  await whole(alone);
  expect(container.innerHTML).toBe(alone.innerHTML);
}, 30_000);

test('a long text that is there at once is drawn stretch by stretch, and then is whole', async () => {
  const text = Array.from({ length: 1_500 }, (_, index) => `Paragraph **number** ${index} of it.`);
  await reading(async (readings) => {
    const { container } = render(<Markdown text={text.join('\n\n')} live={false} />);
    const first = container.querySelectorAll('p').length;
    expect(first).toBeGreaterThan(500);
    expect(first).toBeLessThan(1_400);
    await whole(container);
    expect(container.querySelectorAll('p')).toHaveLength(1_500);
    const again = text.filter((raw) => (readings.get(raw) ?? 0) > 1);
    expect(again.length).toBeLessThanOrEqual(2);
  });
}, 30_000);
