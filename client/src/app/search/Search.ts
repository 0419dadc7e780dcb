import type { Hit } from '../../history/Search';

/** Finds conversations by their titles and texts; an aborted `signal` ends it. */
export type Search = (text: string, signal: AbortSignal) => Promise<readonly Hit[]>;
