import type { InspectorWords } from '../i18n/useInspectorWords';
import type { Answer } from '../stream/answer';

/** How a stream stands, as the inspector's words have it. */
export type Standing = keyof InspectorWords['states'];

export function standingOf({ connection, end }: Answer): Standing {
  switch (end?.kind) {
    case undefined:
      return connection.kind === 'open' ? 'live' : connection.kind;
    case 'finished':
      if (end.reason === 'cancelled' || end.reason === 'length') return end.reason;
      return 'finished';
    case 'failed':
    case 'refused':
      return 'failed';
    case 'gone':
      return 'gone';
    case 'abandoned':
      return 'cancelled';
  }
}
