import type { World } from './world';

/** One request, and how long it has been silent: too long, and it is dropped. */
export class Attempt {
  readonly #world: World;
  readonly #silenceMillis: number;
  readonly #abort = new AbortController();
  #heardAt: number;
  #dropped = false;
  #callOff: () => void = () => {};

  constructor(world: World, silenceMillis: number) {
    this.#world = world;
    this.#silenceMillis = silenceMillis;
    this.#heardAt = world.now();
    this.#watch();
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Whether somebody dropped it, or its silence did, rather than that it broke. */
  get dropped(): boolean {
    return this.#dropped;
  }

  heard(): void {
    this.#heardAt = this.#world.now();
  }

  silentMillis(): number {
    const now = this.#world.now();
    // Somebody may have put the clock back.
    this.#heardAt = Math.min(this.#heardAt, now);
    return now - this.#heardAt;
  }

  drop(): void {
    this.#dropped = true;
    this.close();
  }

  close(): void {
    this.#callOff();
    this.#abort.abort();
  }

  // By the clock, since timers may be late, and so that not each byte costs one.
  #watch(): void {
    const left = this.#silenceMillis - this.silentMillis();
    if (left <= 0) this.drop();
    else this.#callOff = this.#world.later(left, () => this.#watch());
  }
}
