import type { TabMessage } from './Tabs';

/** What each tab shows, by the tab's id: keys of parts, and streams. */
export type Shown = ReadonlyMap<string, readonly string[]>;

/** A tab that died said nothing of it, so the ones that were heard least lately are forgotten. */
const MOST_TABS = 50;

/** What is shown once a tab has told this. */
export function shownAfter(shown: Shown, message: TabMessage): Shown {
  if (message.kind !== 'shows' && message.kind !== 'closed') return shown;
  const others = [...shown].filter(([tab]) => tab !== message.tab);
  if (message.kind === 'closed') return new Map(others);
  return new Map([...others.slice(1 - MOST_TABS), [message.tab, message.keys]]);
}
