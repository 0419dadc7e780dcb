import type { Conversation } from './Conversation';
import type { Message, MessageId, Reply } from './Message';

/** The messages of one conversation, by id. A map that was given to anything here stays as it is. */
export type Messages = ReadonlyMap<MessageId, Message>;

type Chosen = Conversation['chosen'];

/** A message as it is told to a model. */
export interface Told {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What is chosen among the roots is chosen under this name. */
const ROOT = '';

/** The shown path, root first: at each fork the chosen child, else the newest. */
export function pathOf(messages: Messages, chosen: Chosen): readonly Message[] {
  return below(messages, chosen, ROOT);
}

/** From a root to this message; empty if it is not there. */
export function pathTo(messages: Messages, id: MessageId): readonly Message[] {
  const { parents } = shapeOf(messages);
  const path: Message[] = [];
  let message = messages.get(id);
  while (message) {
    path.push(message);
    message = messages.get(parents.get(message.id) ?? ROOT);
  }
  return path.reverse();
}

/** All that follow the same message as this one, and itself, in order of time. */
export function siblingsOf(messages: Messages, message: Message): readonly Message[] {
  const { parents, children } = shapeOf(messages);
  return children.get(parents.get(message.id) ?? ROOT) ?? [];
}

/** What is chosen once this message is to be shown; below it, what was chosen before. */
export function choosing(chosen: Chosen, message: Message, messages: Messages): Chosen {
  const { parents } = shapeOf(messages);
  const path = pathTo(messages, message.id);
  return {
    ...chosen,
    ...Object.fromEntries(path.map(({ id }) => [parents.get(id) ?? ROOT, id])),
  };
}

/** What a model is told of a path: text only, a reply as far as it came, and none without text. */
export function transcript(system: string, path: readonly Message[]): readonly Told[] {
  const told: readonly Told[] = path.map((message) =>
    message.kind === 'question'
      ? { role: 'user', content: message.text }
      : { role: 'assistant', content: textOf(message) },
  );
  const said = told.filter(({ role, content }) => role === 'user' || content.trim() !== '');
  return system.trim() === '' ? said : [{ role: 'system', content: system }, ...said];
}

/** The source text of a reply, over all its parts. */
export function textOf(reply: Reply): string {
  return reply.parts.map(({ answer }) => answer.text).join('');
}

function below(messages: Messages, chosen: Chosen, parent: string): readonly Message[] {
  const { children } = shapeOf(messages);
  const path: Message[] = [];
  let fork = children.get(parent);
  while (fork) {
    const id = chosen[path.at(-1)?.id ?? parent];
    const next = fork.find((child) => child.id === id) ?? fork.at(-1);
    if (!next) break;
    path.push(next);
    fork = children.get(next.id);
  }
  return path;
}

/** Where each message hangs, and what hangs on it, under `''` for a root. */
interface Shape {
  readonly parents: ReadonlyMap<MessageId, string>;
  readonly children: ReadonlyMap<string, readonly Message[]>;
}

const shapes = new WeakMap<Messages, Shape>();

function shapeOf(messages: Messages): Shape {
  const known = shapes.get(messages);
  if (known) return known;
  const parents = parentsOf(messages);
  const children = new Map<string, Message[]>();
  for (const message of [...messages.values()].sort(byTime)) {
    const parent = parents.get(message.id) ?? ROOT;
    const fork = children.get(parent);
    if (fork) fork.push(message);
    else children.set(parent, [message]);
  }
  const shape: Shape = { parents, children };
  shapes.set(messages, shape);
  return shape;
}

/** A file may hold anything: what has lost its parent is a root, and so is the oldest of a ring. */
function parentsOf(messages: Messages): Map<MessageId, string> {
  const parents = new Map<MessageId, string>();
  for (const start of messages.values()) {
    const walk: Message[] = [];
    const seen = new Set<Message>();
    let message: Message | undefined = start;
    while (message && !parents.has(message.id) && !seen.has(message)) {
      walk.push(message);
      seen.add(message);
      message = above(messages, message);
    }
    const ring = message && seen.has(message) ? walk.slice(walk.indexOf(message)) : [];
    const [oldest] = ring.sort(byTime);
    for (const each of walk) {
      parents.set(each.id, each === oldest ? ROOT : (above(messages, each)?.id ?? ROOT));
    }
  }
  return parents;
}

function above(messages: Messages, { parent }: Message): Message | undefined {
  return parent === null ? undefined : messages.get(parent);
}

function byTime(one: Message, other: Message): number {
  if (one.at !== other.at) return one.at - other.at;
  return one.id < other.id ? -1 : 1;
}
