/** Why a request was refused: RFC 9457's title and detail, or the nearest thing to them. */
export interface Problem {
  readonly title: string;
  readonly detail: string;
}

export const unreachable: Problem = {
  title: 'Unreachable',
  detail: "The gateway can't be reached.",
};

/** Reads `application/problem+json`: `{"type":…,"title":"Gone","status":410,"detail":"…"}`. */
export async function problemOf(response: Response): Promise<Problem> {
  const title = `${response.status} ${response.statusText}`.trim();
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) {
    return { title, detail: `The gateway answered ${title}.` };
  }
  const body = Object(await response.json().catch(() => ({})));
  const detail = body.detail ?? body.title ?? `The gateway answered ${title}.`;
  return { title: String(body.title ?? title), detail: String(detail) };
}
