import type { Stage } from './frameCommit';

/** A page whose frames are made, and whose clock goes, only when it is told to. */
export class ScriptedStage implements Stage {
  #now = 0;
  #hidden = false;
  #frames: (() => void)[] = [];
  #timers: { readonly at: number; readonly action: () => void }[] = [];
  #shown: (() => void)[] = [];
  #turned: (() => void)[] = [];

  now(): number {
    return this.#now;
  }

  hidden(): boolean {
    return this.#hidden;
  }

  frame(action: () => void): () => void {
    this.#frames.push(action);
    return () => {
      this.#frames = this.#frames.filter((other) => other !== action);
    };
  }

  later(millis: number, action: () => void): () => void {
    const timer = { at: this.#now + millis, action };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  shown(action: () => void): void {
    this.#shown.push(action);
  }

  turned(action: () => void): void {
    this.#turned.push(action);
  }

  /** Makes a frame after so long. If something was committed, it takes so long until it is shown. */
  makeFrame(afterMillis: number, costMillis = 0): void {
    this.#now += afterMillis;
    for (const action of this.#frames.splice(0)) action();
    if (this.#shown.length > 0) this.#now += costMillis;
    for (const action of this.#shown.splice(0)) action();
  }

  pass(millis: number): void {
    this.#now += millis;
    const due = this.#timers.filter(({ at }) => at <= this.#now);
    this.#timers = this.#timers.filter(({ at }) => at > this.#now);
    for (const { action } of due) action();
  }

  turn(hidden: boolean): void {
    this.#hidden = hidden;
    for (const action of this.#turned) action();
  }
}
