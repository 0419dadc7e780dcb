import { type Endpoint, ownEndpoint, streamAt } from './Endpoint';
import { type Problem, problemOf, unreachable } from './problem';

/** Then the gateway counts as unreachable, and the caller may ask again. */
const LONGEST_CANCEL_MILLIS = 15_000;

/** Asks the gateway to end a stream; the end itself comes from the stream. Why not, if it fails. */
export async function cancel(
  stream: string,
  endpoint: Endpoint = ownEndpoint,
): Promise<Problem | undefined> {
  const response = await endpoint
    .fetch(`${streamAt(endpoint, stream)}/cancel`, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      signal: AbortSignal.timeout(LONGEST_CANCEL_MILLIS),
    })
    .catch(() => undefined);
  if (!response) return unreachable;
  if (!response.ok) return problemOf(response);
  await response.body?.cancel().catch(() => {});
  return undefined;
}
