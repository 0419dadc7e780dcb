import type { Hit } from '../../history/Search';

/** Finds conversations by their titles and texts; an aborted `signal` ends it. */
export type Find = (text: string, signal: AbortSignal) => Promise<readonly Hit[]>;
