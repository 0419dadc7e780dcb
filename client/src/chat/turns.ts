import type { Message, Question, Reply } from '../history/Message';

/** A question and the reply to it, of a path. Either may be missing in what was imported. */
export interface Turn {
  readonly question?: Question;
  readonly reply?: Reply;
}

/** A path as turns. */
export function turnsOf(path: readonly Message[]): readonly Turn[] {
  const turns: Turn[] = [];
  for (const message of path) {
    const last = turns.at(-1);
    if (message.kind === 'question') turns.push({ question: message });
    else if (last && !last.reply) turns[turns.length - 1] = { ...last, reply: message };
    else turns.push({ reply: message });
  }
  return turns;
}

/** What identifies a turn: another question, or another reply, is another turn. */
export function nameOf({ question, reply }: Turn): string {
  return `${question?.id ?? ''}/${reply?.id ?? ''}`;
}
