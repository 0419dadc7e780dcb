/** A stretch of code set alike. */
export interface Run {
  readonly text: string;
  readonly look: Look;
}

export type Look = 'plain' | 'strong' | 'mute';

/** What of a highlighter's tree is read. */
interface Tree {
  readonly type: string;
  readonly value?: string;
  readonly properties?: { readonly className?: unknown };
  readonly children?: readonly Tree[];
}

const LOOKS: Readonly<Record<string, Look>> = {
  'hljs-keyword': 'strong',
  'hljs-type': 'strong',
  'hljs-literal': 'strong',
  'hljs-selector-tag': 'strong',
  'hljs-section': 'strong',
  'hljs-name': 'strong',
  'hljs-addition': 'strong',
  'hljs-doctag': 'strong',
  'hljs-comment': 'mute',
  'hljs-quote': 'mute',
  'hljs-meta': 'mute',
  'hljs-deletion': 'mute',
};

/** A highlighter's tree as one row of stretches: neighbours that look alike are one. */
export function runsOf(tree: Tree): readonly Run[] {
  const runs: { text: string; look: Look }[] = [];
  const visit = (node: Tree, look: Look) => {
    if (node.type === 'text' && node.value) {
      const last = runs.at(-1);
      if (last?.look === look) last.text += node.value;
      else runs.push({ text: node.value, look });
    }
    const own = lookOf(node) ?? look;
    for (const child of node.children ?? []) visit(child, own);
  };
  visit(tree, 'plain');
  return runs;
}

function lookOf({ properties }: Tree): Look | undefined {
  const names = properties?.className;
  if (!Array.isArray(names)) return undefined;
  for (const name of names) {
    const look = LOOKS[String(name)];
    if (look) return look;
  }
  return undefined;
}
