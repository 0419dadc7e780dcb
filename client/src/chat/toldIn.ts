/** One message of a request: its role, and its text. */
export interface Told {
  readonly role: string;
  readonly text: string;
}

/**
 * Reads what a request says, whoever sent it: `{"prompt":"…"}`,
 * `{"messages":[{"role":"user","content":"…"}]}`, or the text of a prompt.
 */
export function toldIn(request: unknown): readonly Told[] {
  if (typeof request === 'string') return [{ role: 'user', text: request }];
  const { prompt, messages } = Object(request);
  if (typeof prompt === 'string') return [{ role: 'user', text: prompt }];
  if (!Array.isArray(messages)) return [];
  return messages.map((message) => {
    const { role, content } = Object(message);
    return { role: String(role), text: textIn(content) };
  });
}

/** A content is a text, or parts of which some are: `[{"type":"text","text":"…"}]`. */
function textIn(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part) => Object(part).text)
    .filter((text) => typeof text === 'string')
    .join('\n');
}
