import { BrowserTabs, type TabsOwner } from './BrowserTabs';
import type { Tabs } from './Tabs';

/** This tab among the browser's others. */
export function openTabs(owner: TabsOwner): Tabs {
  return new BrowserTabs(owner);
}
