import type { TabMessage, Tabs } from '../history/Tabs';

/** The tabs of a browser, in memory, for tests: one of them leads, or each for itself. */
export class MemoryTabs {
  readonly #tabs: MemoryTab[] = [];
  readonly #together: boolean;
  #leader = 0;

  constructor(together = true) {
    this.#together = together;
  }

  /** A further tab. The first leads. */
  tab(): MemoryTab {
    const number = this.#tabs.length;
    const tab = new MemoryTab(
      `tab-${number}`,
      this.#together,
      () => !this.#together || this.#leader === number,
      (message) => {
        for (const other of this.#tabs) if (other !== tab) other.heard(structuredClone(message));
      },
    );
    this.#tabs.push(tab);
    return tab;
  }

  /** Another tab comes to be seen. */
  lead(tab: MemoryTab): void {
    this.#tabs[this.#leader]?.ceding();
    this.#leader = this.#tabs.indexOf(tab);
    for (const each of this.#tabs) each.leadChanged();
  }
}

export class MemoryTab implements Tabs {
  readonly id: string;
  readonly together: boolean;
  readonly leads: () => boolean;
  readonly tell: (message: TabMessage) => void;
  readonly #listeners = new Set<() => void>();
  readonly #hearers = new Set<(message: TabMessage) => void>();
  ceding = () => {};

  constructor(
    id: string,
    together: boolean,
    leads: () => boolean,
    tell: (message: TabMessage) => void,
  ) {
    this.id = id;
    this.together = together;
    this.leads = leads;
    this.tell = tell;
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly hear = (listener: (message: TabMessage) => void) => {
    this.#hearers.add(listener);
    return () => this.#hearers.delete(listener);
  };

  heard(message: TabMessage): void {
    for (const hearer of this.#hearers) hearer(message);
  }

  leadChanged(): void {
    for (const listener of this.#listeners) listener();
  }
}
