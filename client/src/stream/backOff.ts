const FIRST_MILLIS = 500;
const MOST_MILLIS = 10_000;

/** How long to wait before the next attempt, after so many in vain. */
export function backOff(attempts: number): number {
  return Math.min(FIRST_MILLIS * 2 ** attempts, MOST_MILLIS);
}
