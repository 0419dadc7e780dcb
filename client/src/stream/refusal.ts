import { type Members, membersOf, problemIn } from './problem';
import type { Outcome } from './Transport';

/** What a request came to that got no stream. */
export type Refusal = Extract<Outcome, { kind: 'gone' | 'refused' | 'busy' }>;

/** Those that say "not now", whatever was asked. */
const PASSING = [408, 429, 502, 503, 504];
const LONGEST_AFTER_MILLIS = 60_000;

/** Reads a response to a POST that is not OK: another attempt is made only where it may succeed. */
export async function refusalOfPost(response: Response): Promise<Refusal> {
  const problem = problemIn(await membersOf(response), response);
  return PASSING.includes(response.status)
    ? { kind: 'busy', problem, afterMillis: afterMillis(response) }
    : { kind: 'refused', problem };
}

/**
 * Reads a response to a GET of a stream that is not OK. What the gateway has forgotten is gone:
 * `{"type":"urn:spate:stream-forgotten",…,"ended":"<time>","forgotten":"<time>"}`. What is the
 * server's fault may pass, and so may what is no stream at all, such as a hotel's page: the stream
 * goes on meanwhile.
 */
export async function refusalOfGet(response: Response): Promise<Refusal> {
  const members = await membersOf(response);
  if (response.status === 404 || response.status === 410) {
    return { kind: 'gone', ...time('ended', members), ...time('forgotten', members) };
  }
  const problem = problemIn(members, response);
  return PASSING.includes(response.status) || response.status >= 500 || response.ok
    ? { kind: 'busy', problem, afterMillis: afterMillis(response) }
    : { kind: 'refused', problem };
}

function afterMillis(response: Response): number {
  const seconds = Number(response.headers.get('retry-after') ?? 0);
  return seconds > 0 ? Math.min(seconds * 1000, LONGEST_AFTER_MILLIS) : 0;
}

function time(name: 'ended' | 'forgotten', members: Members) {
  const at = Date.parse(String(members[name]));
  return Number.isNaN(at) ? {} : { [name]: at };
}
