import { Lead } from './Lead';
import { newId } from './newId';
import type { TabMessage, Tabs } from './Tabs';

const CHANNEL = 'spate';

/** For the tab that led: then whoever took the lead reads what that one may still read. */
const CEDED_MILLIS = 1_000;

/** Who reads the streams of this tab while it leads. */
export interface TabsOwner {
  /** Leaves them all, before this returns: another tab waits for it. */
  readonly ceding: () => void;
}

/** This tab among others, by a BroadcastChannel and a Web Lock, as far as the browser has them. */
export class BrowserTabs implements Tabs {
  readonly id = newId();
  readonly together: boolean;
  readonly #owner: TabsOwner;
  readonly #lead: Lead | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #hearers = new Set<(message: TabMessage) => void>();
  #channel: BroadcastChannel | undefined;
  #leads: boolean;

  constructor(owner: TabsOwner) {
    this.#owner = owner;
    // Not in a page that came by plain http, nor in a frame that may not store anything.
    const locks = 'locks' in navigator ? navigator.locks : undefined;
    this.#channel = opened();
    this.together = locks !== undefined && this.#channel !== undefined;
    this.#leads = !this.together;
    if (locks && this.together) {
      this.#lead = new Lead(locks, {
        ceded: () => this.#ceded(),
        leads: () => this.#turn(true),
        loses: () => this.#cede(),
      });
    }
    this.#join();
    this.#watch();
  }

  readonly leads = (): boolean => this.#leads;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly tell = (message: TabMessage): void => this.#channel?.postMessage(message);

  readonly hear = (listener: (message: TabMessage) => void): (() => void) => {
    this.#hearers.add(listener);
    return () => this.#hearers.delete(listener);
  };

  #watch(): void {
    const seen = () => {
      if (document.visibilityState === 'visible') this.#lead?.take();
    };
    document.addEventListener('visibilitychange', seen);
    addEventListener('focus', seen);
    addEventListener('pagehide', () => this.#leave());
    addEventListener('pageshow', ({ persisted }) => {
      if (!persisted) return;
      this.#channel = opened();
      this.#join();
    });
  }

  #join(): void {
    this.#channel?.addEventListener('message', ({ data }) => {
      if (isTabMessage(data)) for (const hearer of this.#hearers) hearer(data);
    });
    if (document.visibilityState === 'visible') this.#lead?.take();
    else this.#lead?.wait();
  }

  /** The browser may keep the page to show it again, but not with a lock or a channel open. */
  #leave(): void {
    if (this.together && this.#leads) this.#cede();
    this.tell({ kind: 'closed', tab: this.id });
    this.#lead?.resign();
    this.#channel?.close();
    this.#channel = undefined;
  }

  #cede(): void {
    const led = this.#leads;
    this.#leads = false;
    if (led) this.#owner.ceding();
    this.tell({ kind: 'ceded', tab: this.id });
    if (led) for (const listener of this.#listeners) listener();
  }

  #turn(leads: boolean): void {
    if (this.#leads === leads) return;
    this.#leads = leads;
    for (const listener of this.#listeners) listener();
  }

  #ceded(): Promise<void> {
    return new Promise((resolve) => {
      const settle = () => {
        clearTimeout(timer);
        forget();
        resolve();
      };
      const timer = setTimeout(settle, CEDED_MILLIS);
      const forget = this.hear(({ kind }) => {
        if (kind === 'ceded') settle();
      });
    });
  }
}

function opened(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(CHANNEL);
  } catch {
    return undefined;
  }
}

/** Another tab may be of a newer version, and tell more than this one knows. */
function isTabMessage(told: unknown): told is TabMessage {
  return typeof told === 'object' && told !== null && 'kind' in told;
}
