import { toldIn } from './toldIn';

/** What the request that started a stream asked. */
export interface Asked {
  /** Its last question; empty if there is none. */
  readonly question: string;
  /** How many messages came before it. */
  readonly earlier: number;
}

export function askedIn(request: unknown): Asked {
  const told = toldIn(request);
  const at = told.findLastIndex(({ role }) => role === 'user');
  return { question: told[at]?.text ?? '', earlier: Math.max(0, at) };
}
