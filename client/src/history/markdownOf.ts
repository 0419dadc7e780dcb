import type { Conversation } from './Conversation';
import type { Message } from './Message';
import { textOf } from './tree';

/** Who speaks, in the language of whoever reads it. */
export interface Speakers {
  readonly question: string;
  /** By the model's name, which may be empty. */
  readonly reply: (model: string) => string;
}

/** A conversation's path as a Markdown file: its title, and each message under who said it. */
export function markdownOf(
  { title }: Conversation,
  path: readonly Message[],
  speakers: Speakers,
): string {
  const messages = path.map((message) =>
    message.kind === 'question'
      ? `## ${speakers.question}\n\n${message.text.trimEnd()}`
      : `## ${speakers.reply(message.model)}\n\n${closed(textOf(message)).trimEnd()}`,
  );
  const head = title === '' ? [] : [`# ${title.replace(/\s+/g, ' ')}`];
  return `${[...head, ...messages].join('\n\n')}\n`;
}

/** An answer that broke off within a block of code takes nothing else into it. */
function closed(text: string): string {
  let open = '';
  for (const [, fence = '', rest = ''] of text.matchAll(/^ {0,3}(`{3,}|~{3,})(.*)$/gm)) {
    if (open === '') open = fence;
    else if (fence.startsWith(open) && rest.trim() === '') open = '';
  }
  return open === '' ? text : `${text.trimEnd()}\n${open}`;
}
