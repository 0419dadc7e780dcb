/** Why a request was refused: RFC 9457's members, or the nearest thing to them. */
export interface Problem {
  readonly status: number;
  /** `urn:spate:bad-prompt`; empty where the answer was none of the gateway's. */
  readonly type: string;
  readonly title: string;
  readonly detail: string;
}

/** There was no answer at all. */
export const unreachable: Problem = { status: 0, type: '', title: '', detail: '' };

/** What a problem says, with its extension members, unread. */
export type Members = Readonly<Record<string, unknown>>;

/**
 * Reads `application/problem+json`, `{"type":…,"title":"Gone","status":410,"detail":"…"}`, and what
 * OpenAI's routes say instead, `{"error":{"code":"model_not_found","message":"…"}}`. Empty where it
 * is none of these: a proxy's page, say.
 */
export async function membersOf(response: Response): Promise<Members> {
  const type = response.headers.get('content-type') ?? '';
  if (!/^application\/(problem\+)?json\b/i.test(type)) {
    await response.body?.cancel().catch(() => {});
    return {};
  }
  const body = Object(await response.json().catch(() => ({})));
  if (!body.error) return body;
  const { code, message } = Object(body.error);
  return { type: `urn:spate:${String(code).replaceAll('_', '-')}`, detail: message };
}

/** The problem in a response that is not OK. */
export async function problemOf(response: Response): Promise<Problem> {
  return problemIn(await membersOf(response), response);
}

export function problemIn(members: Members, { status, statusText }: Response): Problem {
  return {
    status,
    type: text(members.type),
    title: text(members.title) || statusText,
    detail: text(members.detail),
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
