import type { World } from './world';

const MOST_STEPS = 1000;

/** A world whose clock goes only when it is told to. */
export class ScriptedWorld implements World {
  /** By the timers' clock, which somebody who sets the other one doesn't touch. */
  #passed = 0;
  #began = 1_000_000;
  #timers: { readonly at: number; readonly action: () => void }[] = [];
  /** How late timers are, as in a hidden tab. */
  lateMillis = 0;

  now(): number {
    return this.#began + this.#passed;
  }

  later(millis: number, action: () => void): () => void {
    const timer = { at: this.#passed + millis + this.lateMillis, action };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Sets the clock, on or back; the timers know nothing of it. */
  set(now: number): void {
    this.#began = now - this.#passed;
  }

  /** All that can happen now has happened. */
  async settled(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  async pass(millis: number): Promise<void> {
    const until = this.#passed + millis;
    await this.settled();
    while (this.#next() <= until) await this.#step();
    this.#passed = until;
  }

  /** Lets the time pass that it takes. */
  async run<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const finished = work.finally(() => {
      done = true;
    });
    finished.catch(() => {});
    for (let steps = 0; steps < MOST_STEPS; steps++) {
      await this.settled();
      if (done) return finished;
      await this.#step();
    }
    throw new Error('it takes for ever');
  }

  #next(): number {
    return Math.min(...this.#timers.map(({ at }) => at));
  }

  async #step(): Promise<void> {
    const at = this.#next();
    const timer = this.#timers.find((each) => each.at === at);
    if (!timer) throw new Error('nothing will ever happen');
    this.#timers = this.#timers.filter((other) => other !== timer);
    this.#passed = Math.max(this.#passed, at);
    timer.action();
    await this.settled();
  }
}
