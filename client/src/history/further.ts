import type { Answer } from '../stream/answer';
import { further, kept } from '../stream/reduce';
import type { Message, Part } from './Message';

/** Which of two states is kept: what is further, else what is new; but an end is never another. */
export function furtherAnswer(now: Answer, next: Answer): Answer {
  return kept(now.end ? further(now, next) : further(next, now));
}

/**
 * One part, brought as far as this state of it. Its body stays, and somebody's wish to cancel it,
 * unless that is withdrawn with `cancelling: false`.
 */
export function furtherPart(now: Part, next: Part): Part {
  const cancelling = next.cancelling ?? now.cancelling;
  const { key, body } = now;
  const answer = furtherAnswer(now.answer, next.answer);
  return { key, body, ...(cancelling && { cancelling }), answer };
}

/** A message that is written over one of the same id: no part that both have goes back. */
export function furtherMessage(now: Message | undefined, next: Message): Message {
  if (next.kind === 'question') return next;
  const before = new Map(now?.kind === 'reply' ? now.parts.map((part) => [part.key, part]) : []);
  const parts = next.parts.map((part) => {
    const known = before.get(part.key);
    return known ? furtherPart(known, part) : { ...part, answer: kept(part.answer) };
  });
  return { ...next, parts };
}
