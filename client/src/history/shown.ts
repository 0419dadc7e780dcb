import type { TabMessage } from './Tabs';

/** What each tab shows, by the tab's id: keys of parts, and streams. */
export type Shown = ReadonlyMap<string, readonly string[]>;

/** A tab that died said nothing of it, so the ones that changed least lately are forgotten. */
const MOST_TABS = 50;

/**
 * What is shown once a tab has told this. Whoever only says again what it shows keeps its place, so
 * that nobody loses a reader for it.
 */
export function shownAfter(shown: Shown, message: TabMessage): Shown {
  if (message.kind !== 'shows' && message.kind !== 'closed') return shown;
  const { tab } = message;
  if (message.kind === 'shows' && shown.get(tab)?.join() === message.keys.join()) return shown;
  const others = [...shown].filter(([other]) => other !== tab);
  if (message.kind === 'closed') return new Map(others);
  return new Map([...others.slice(1 - MOST_TABS), [tab, message.keys]]);
}
