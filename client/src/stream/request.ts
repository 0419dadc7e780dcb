/** One message of a conversation. */
export interface Message {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** The body that starts a stream: a prompt, after what was said before. */
export function requestOf(prompt: string, before: readonly Message[] = []): object {
  if (before.length === 0) return { prompt };
  return { messages: [...before, { role: 'user', content: prompt } satisfies Message] };
}

/** The prompt in a body that started a stream: of its messages, the user's last. */
export function promptOf(request: unknown): string {
  const { prompt, messages } = Object(request);
  if (typeof prompt === 'string') return prompt;
  if (!Array.isArray(messages)) return '';
  const content = messages.findLast((message) => message?.role === 'user')?.content;
  return typeof content === 'string' ? content : '';
}
