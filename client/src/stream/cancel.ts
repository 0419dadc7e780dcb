import { type Problem, problemOf, unreachable } from './problem';
import type { World } from './world';

/** Asks the gateway to end a stream; the end itself comes from the stream. Why not, if it fails. */
export async function cancel(stream: string, world: World): Promise<Problem | undefined> {
  const response = await world
    .fetch(`/v1/streams/${stream}/cancel`, { method: 'POST' })
    .catch(() => undefined);
  if (!response) return unreachable;
  return response.ok ? undefined : problemOf(response);
}
