import type { Conversation } from '../history/Conversation';
import type { Message, Question, Reply } from '../history/Message';
import { newId } from '../history/newId';
import { titleOf } from '../history/title';
import { type Answer, nothingYet } from '../stream/answer';
import type { Written } from './asking';
import { toldIn } from './toldIn';

/** A stream that was watched, with the request that started it, as a conversation of one's own. */
export function writtenOf(stream: string, request: unknown, answer: Answer, at: number): Written {
  const told = toldIn(request);
  const system = told.filter(({ role }) => role === 'system').map(({ text }) => text);
  const id = newId();
  const messages: Message[] = [];
  for (const { role, text } of told) {
    const node = { id: newId(), conversation: id, parent: messages.at(-1)?.id ?? null, at };
    if (role === 'user') messages.push({ ...node, kind: 'question', text } satisfies Question);
    else if (role === 'assistant') messages.push(said(node, text));
  }
  const reply: Reply = {
    kind: 'reply',
    id: newId(),
    conversation: id,
    parent: messages.at(-1)?.id ?? null,
    at,
    model: answer.model ?? '',
    parts: [{ key: newId(), body: Object(request), answer: { ...answer, stream } }],
  };
  const conversation: Conversation = {
    id,
    title: titleOf(told.find(({ role }) => role === 'user')?.text ?? ''),
    renamed: false,
    createdAt: at,
    changedAt: at,
    chosen: {},
    choice: {
      ...(answer.model !== undefined && { model: answer.model }),
      system: system.join('\n\n'),
      parameters: {},
      simulate: {},
    },
    draft: '',
    queue: [],
    state: answer.end ? 'idle' : 'live',
  };
  return { conversation, messages: [...messages, reply], reply };
}

type Node = Pick<Reply, 'id' | 'conversation' | 'parent' | 'at'>;

function said(node: Node, text: string): Reply {
  const end = { kind: 'finished', reason: 'stop' } as const;
  const answer: Answer = { ...nothingYet, text, end };
  return { kind: 'reply', ...node, model: '', parts: [{ key: newId(), body: {}, answer }] };
}
