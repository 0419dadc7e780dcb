const LOCK = 'spate.lead';

/** What a tab does as it gets and loses the lead. */
export interface Candidate {
  /** Whoever leads now has left its streams, or is too late with it. */
  readonly ceded: () => Promise<void>;
  /** It leads from now on. */
  readonly leads: () => void;
  /** Another tab took the lead: it leaves its streams, and says so. */
  readonly loses: () => void;
}

/**
 * The lead among the tabs of a browser: a Web Lock, which is free again when its tab is gone.
 * Whoever has it not waits for it; whoever comes to be seen takes it.
 */
export class Lead {
  readonly #locks: LockManager;
  readonly #candidate: Candidate;
  #waiting: AbortController | undefined;
  #term: Term | undefined;
  #taking = false;
  #resigned = false;

  constructor(locks: LockManager, candidate: Candidate) {
    this.#locks = locks;
    this.#candidate = candidate;
  }

  /** Leads once no other tab does. */
  wait(): void {
    if (this.#term || this.#taking || this.#waiting) return;
    this.#resigned = false;
    this.#waiting = new AbortController();
    void this.#request({ signal: this.#waiting.signal }, () => !this.#taking && free());
  }

  /** Leads as soon as whoever leads now has left its streams. */
  take(): void {
    if (this.#term || this.#taking) return;
    this.#resigned = false;
    this.#taking = true;
    this.#stopWaiting();
    void this.#request({ ifAvailable: true }, (lock) => {
      if (lock) return free();
      const ceded = this.#candidate.ceded();
      void this.#request({ steal: true }, () => ceded);
      return false;
    });
  }

  /** Leads no more, and does not wait for it. */
  resign(): void {
    this.#resigned = true;
    this.#stopWaiting();
    this.#term?.end();
    this.#term = undefined;
  }

  #stopWaiting(): void {
    this.#waiting?.abort();
    this.#waiting = undefined;
  }

  /** `granted` gives what has to be waited for before it leads, or false if it won't. */
  async #request(
    options: LockOptions,
    granted: (lock: Lock | null) => Promise<void> | false,
  ): Promise<void> {
    let term: Term | undefined;
    try {
      await this.#locks.request(LOCK, options, (lock) => {
        const before = granted(lock);
        if (!before) return undefined;
        this.#taking = false;
        this.#waiting = undefined;
        if (this.#resigned) return undefined;
        term = new Term(before);
        return this.#serve(term);
      });
    } catch (error) {
      if (term) await this.#lose(term);
      else if (!options.signal) this.#taking = false;
      // Where nobody may lock anything, there is nobody to share with.
      if (error instanceof DOMException && error.name === 'SecurityError') this.#candidate.leads();
    }
  }

  async #serve(term: Term): Promise<void> {
    this.#term = term;
    await term.begun;
    if (this.#term === term) this.#candidate.leads();
    await term.ended;
  }

  /** Whoever took it waits for this tab, as this tab may still wait for the one before. */
  async #lose(term: Term): Promise<void> {
    if (this.#term !== term) return;
    this.#term = undefined;
    term.end();
    await term.begun;
    this.#candidate.loses();
    if (!this.#resigned) this.wait();
  }
}

/** One time of leading, from when the lock is had. */
class Term {
  readonly begun: Promise<void>;
  readonly ended: Promise<void>;
  readonly end: () => void;

  constructor(begun: Promise<void>) {
    const { promise, resolve } = deferred();
    this.begun = begun;
    this.ended = promise;
    this.end = resolve;
  }
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

async function free(): Promise<void> {}
