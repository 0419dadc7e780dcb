import { __renderToDomTree } from 'katex';
import { createElement, type ReactNode } from 'react';
import styles from './Maths.module.css';

const LONGEST_TEX_CHARS = 4_096;
const MOST_EXPANSIONS = 200;
const LARGEST_EM = 20;
const MOST_NODES = 5_000;

/** What of KaTeX's tree is read: MathML as plain objects. */
export interface MathNode {
  readonly type?: string;
  readonly text?: string;
  /** Of a space, which has no type; in em. */
  readonly width?: number;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly children?: readonly MathNode[];
}

const ELEMENTS: ReadonlySet<string> = new Set(
  (
    'math mrow mi mn mo mtext mspace ms mfrac msqrt mroot mstyle mpadded mphantom menclose msub ' +
    'msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd merror'
  ).split(' '),
);
// Neither colours nor styles: a page is set in ink, and its policy forbids the latter.
const ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    'display displaystyle scriptlevel mathvariant stretchy fence separator largeop movablelimits ' +
    'accent accentunder symmetric form lspace rspace minsize maxsize linethickness width height ' +
    'depth voffset columnalign columnspacing rowspacing columnlines rowlines rowalign ' +
    'notation'
  ).split(' '),
);

/**
 * A formula in TeX as MathML elements; nothing where TeX does not understand it. KaTeX's tree is
 * walked, since what it makes itself carries style attributes that the page's policy reports.
 */
export function typeset(tex: string, display: boolean): ReactNode {
  if (tex.length > LONGEST_TEX_CHARS) return undefined;
  try {
    const tree = __renderToDomTree(tex, {
      displayMode: display,
      output: 'mathml',
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxExpand: MOST_EXPANSIONS,
      maxSize: LARGEST_EM,
    });
    return elementOf(tree, { left: MOST_NODES }, 0);
  } catch {
    return undefined;
  }
}

/** The tree as elements: only those, and only with the attributes, that MathML is made of. */
function elementOf(node: MathNode, nodes: { left: number }, key: number): ReactNode {
  if (nodes.left-- <= 0) throw new RangeError('The formula has too many parts.');
  if (node.text !== undefined && node.children === undefined) return node.text;
  if (node.type === undefined && node.width !== undefined)
    return createElement('mspace', { key, width: `${node.width}em` });
  const type = node.type ?? '';
  if (type === 'annotation') return null;
  const children = joined(node.children ?? []).map((child, index) =>
    typeof child === 'string' ? child : elementOf(child, nodes, index),
  );
  if (!ELEMENTS.has(type)) return children.length === 1 ? children[0] : children;

  const properties: Record<string, unknown> = { key };
  for (const [name, value] of Object.entries(node.attributes ?? {}))
    if (ATTRIBUTES.has(name)) properties[name] = String(value);
  // Chromium draws no enclosure.
  if (type === 'menclose') properties.className = enclosure(String(properties.notation));
  return createElement(type, properties, ...children);
}

/** KaTeX has each letter of a word by itself, which a screen reader would spell. */
function joined(children: readonly MathNode[]): readonly (MathNode | string)[] {
  const all: (MathNode | string)[] = [];
  for (const child of children) {
    const last = all.at(-1);
    if (child.text === undefined || child.children !== undefined) all.push(child);
    else if (typeof last === 'string') all[all.length - 1] = last + child.text;
    else all.push(child.text);
  }
  return all;
}

function enclosure(notation: string): string | undefined {
  if (notation.includes('box')) return styles.boxed;
  if (notation.includes('strike')) return styles.struck;
  return undefined;
}
