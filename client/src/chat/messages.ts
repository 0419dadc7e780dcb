import type { Message } from '../stream/request';
import type { Turn } from './Turn';

/** The turns as they are told to a model: without those the gateway refused or has forgotten. */
export function messagesOf(turns: readonly Turn[]): readonly Message[] {
  return turns
    .filter(counts)
    .flatMap(({ prompt, answer: { text } }) => [
      ...(prompt ? [{ role: 'user', content: prompt } as const] : []),
      ...(text ? [{ role: 'assistant', content: text } as const] : []),
    ]);
}

function counts({ answer: { end } }: Turn): boolean {
  return end?.kind !== 'refused' && end?.kind !== 'unreachable' && end?.kind !== 'gone';
}
