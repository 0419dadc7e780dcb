// @vitest-environment jsdom
import { cleanup, render, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { payloads } from '../../e2e/hostile/payloads';
import { BoundedLexer } from './BoundedLexer';
import { Markdown } from './Markdown';
import { BlockSplitter } from './splitBlocks';
import { typeset } from './typeset';

afterEach(cleanup);
// So that formulas are set at once and not after the text was looked at.
beforeAll(async () => {
  const { container } = render(<Markdown text="$x$" live={false} />);
  await waitFor(() => expect(container.querySelector('math')).toBeTruthy());
});

const HTML = new Set(
  (
    'a blockquote br button code del div em h3 h4 h5 h6 hr li ol p pre span strong sup table tbody ' +
    'td th thead tr ul wbr'
  ).split(' '),
);
const MATHML = /^(?:math|m[a-z]+)$/;
const ATTRIBUTES =
  /^(?:class|lang|href|title|target|rel|role|tabindex|id|start|scope|type|data-wrap|data-done|aria-(?:busy|label|pressed|hidden))$/;
const MATHML_ATTRIBUTES =
  /^(?:class|display|displaystyle|scriptlevel|mathvariant|stretchy|fence|separator|largeop|movablelimits|accent|accentunder|symmetric|form|[lr]space|minsize|maxsize|linethickness|width|height|depth|voffset|(?:column|row)(?:align|spacing|lines)|notation)$/;
const HREF = /^(?:https?:\/\/|mailto:)/;

/** What is drawn that a text may not bring about. */
function faults(container: Element): readonly string[] {
  const found: string[] = [];
  for (const element of container.querySelectorAll('*')) {
    const name = element.localName;
    const maths = element.namespaceURI === 'http://www.w3.org/1998/Math/MathML';
    if (maths ? !MATHML.test(name) : !HTML.has(name)) found.push(`<${name}>`);
    for (const { name: attribute, value } of element.attributes) {
      if (!(maths ? MATHML_ATTRIBUTES : ATTRIBUTES).test(attribute)) found.push(attribute);
      if (attribute === 'href' && !HREF.test(value)) found.push(value);
      if (attribute === 'id' && !value.startsWith('_r_')) found.push(`#${value}`);
    }
    if (name === 'a' && element.getAttribute('rel') !== 'noopener noreferrer nofollow ugc')
      found.push('rel');
  }
  return found;
}

const complete = (container: Element) =>
  waitFor(() => expect(container.querySelector('[aria-busy]')).toBeNull(), { timeout: 60_000 });

const all = payloads();
const STEP_CHARS = 7;
// jsdom is slow: long ones grow in fewer, larger steps. A browser gets them all.
const MOST_STEPS = 80;
const STEPS_OF_LONG = 8;
const LONG_CHARS = 2_000;
const MOST_STEPPED_CHARS = 40_000;

function stepOf(text: string): number {
  const steps = text.length > LONG_CHARS ? STEPS_OF_LONG : MOST_STEPS;
  return Math.max(STEP_CHARS, Math.ceil(text.length / steps / STEP_CHARS) * STEP_CHARS);
}

test('there are more than 200 payloads, each with a name of its own', () => {
  expect(all.length).toBeGreaterThan(200);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});

const kinds = [...new Set(all.map(({ name }) => name.replace(/ .*/s, '')))];
// What repeats itself draws the same again and again, and jsdom is slow.
const MOST_REPEATED_CHARS = 4_000;
const ofKind = (kind: string) =>
  all
    .filter(({ name }) => name.startsWith(`${kind} `))
    .map(({ name, text }) =>
      kind === 'repeated' ? { name, text: text.slice(0, MOST_REPEATED_CHARS) } : { name, text },
    );

test.each(kinds)(
  'payloads of the kind %s draw nothing but text, whole',
  async (kind) => {
    for (const { name, text } of ofKind(kind)) {
      const { container } = render(<Markdown text={text} live={false} />);
      await complete(container);
      expect(faults(container), name).toEqual([]);
      cleanup();
    }
  },
  300_000,
);

test.each(kinds)(
  'payloads of the kind %s draw nothing but text, step by step',
  async (kind) => {
    for (const payload of ofKind(kind)) {
      const { name } = payload;
      const text = payload.text.slice(0, MOST_STEPPED_CHARS);
      const step = stepOf(text);
      const { container, rerender } = render(<Markdown text="" live />);
      for (let end = step; end < text.length; end += step) {
        rerender(<Markdown text={text.slice(0, end)} live />);
        if (text.length < 2_000) expect(faults(container), name).toEqual([]);
      }
      rerender(<Markdown text={text} live={false} />);
      await complete(container);
      expect(faults(container), name).toEqual([]);
      cleanup();
    }
  },
  300_000,
);

test('no payload is slow to split or to read, whole and in every 7 characters', () => {
  const slow: { name: string; millis: number }[] = [];
  for (const { name, text } of all) {
    const began = performance.now();
    for (const { raw, kind, head } of new BlockSplitter().split(text))
      if (kind === 'markdown') new BoundedLexer().lex(head + raw);
    slow.push({ name, millis: performance.now() - began });
  }
  slow.sort((one, other) => other.millis - one.millis);
  for (const { name, millis } of slow.slice(0, 8))
    process.stdout.write(`hostile: ${millis.toFixed(0)} ms ${name}\n`);
  expect(slow[0]?.millis).toBeLessThan(5_000);
}, 120_000);

test('a text of a megabyte grows by 7 characters at a time in the time its frames would take', () => {
  for (const { name, text } of all.filter((payload) => payload.name.startsWith('large'))) {
    const splitter = new BlockSplitter();
    const began = performance.now();
    let longest = 0;
    let steps = 0;
    // Each frame takes what came since the last: of no text are more steps than these seen.
    const step = Math.max(STEP_CHARS, Math.ceil(text.length / 5_000));
    for (let end = step; end < text.length; end += step) {
      const before = performance.now();
      splitter.split(text.slice(0, end), true);
      longest = Math.max(longest, performance.now() - before);
      steps++;
    }
    const mean = (performance.now() - began) / steps;
    process.stdout.write(
      `hostile: ${mean.toFixed(2)} ms a step, at most ${longest.toFixed(0)}: ${name}\n`,
    );
    expect(mean).toBeLessThan(20);
  }
}, 300_000);

test('a formula that would grow for ever is given up', () => {
  expect(typeset('\\def\\a{\\a\\a}\\a', false)).toBeUndefined();
  expect(typeset(`${'{'.repeat(2_000)}x`, false)).toBeUndefined();
  expect(typeset('x'.repeat(10_000), false)).toBeUndefined();
});
