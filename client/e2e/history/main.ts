import { BrowserTabs } from '../../src/history/BrowserTabs';
import { Database } from '../../src/history/Database';
import type { History } from '../../src/history/History';
import { historyContract } from '../../src/history/historyContract';
import { IndexedDbHistory } from '../../src/history/IndexedDbHistory';
import * as made from '../../src/history/messages.fixture';
import { openHistory } from '../../src/history/openHistory';
import type { TabMessage, Tabs } from '../../src/history/Tabs';

let mine: Promise<History> | undefined;

/** What has come to pass with this page's lead, in the order of one clock for all pages. */
export interface Turn {
  readonly what: 'leads' | 'ceding' | 'follows';
  readonly at: number;
}

/** This page as one tab among others. */
interface Tab {
  readonly tabs: Tabs;
  readonly turns: Turn[];
  readonly heard: TabMessage[];
}

let tab: Tab | undefined;

function opened(): Tab {
  const turns: Turn[] = [];
  const heard: TabMessage[] = [];
  const turn = (what: Turn['what']) =>
    turns.push({ what, at: performance.timeOrigin + performance.now() });
  const tabs = new BrowserTabs({ ceding: () => turn('ceding') });
  tabs.subscribe(() => turn(tabs.leads() ? 'leads' : 'follows'));
  tabs.hear((message) => heard.push(message));
  return { tabs, turns, heard };
}

/** The history of this page, for its tests to use. */
const bench = {
  ...made,
  mine: () => {
    mine ??= openHistory();
    return mine;
  },
  tab: (): Tab => {
    tab ??= opened();
    return tab;
  },
  open: (name: string): History => new IndexedDbHistory(new Database(name)),
  /** What the case of this number shows, by two connections to a database of its own. */
  shown: (number: number) => {
    const name = `case ${number}`;
    return historyContract[number]?.shown(bench.open(name), bench.open(name));
  },
};

export type Bench = typeof bench;

declare global {
  interface Window {
    bench: Bench;
  }
}

window.bench = bench;
