import type { Part, Reply } from '../history/Message';
import { backOff } from '../stream/backOff';
import type { LiveAnswer } from '../stream/LiveAnswer';
import { type Problem, unreachable } from '../stream/problem';
import type { World } from '../stream/world';
import type { Gateway } from './Gateway';

/** Whose wishes these are: how far each part is, and what is to be done when one can't be had. */
export interface Canceller {
  readonly live: (part: Part) => LiveAnswer;
  /** The gateway has answered that it can't. */
  readonly refused: (reply: Reply, part: Part, problem: Problem) => Promise<void>;
}

/** What the gateway is being asked to end: again and again, until it has answered or the end is there. */
export class Cancels {
  readonly #gateway: Gateway;
  readonly #world: World;
  readonly #canceller: Canceller;
  readonly #streams = new Set<string>();
  #closed = false;

  constructor(gateway: Gateway, world: World, canceller: Canceller) {
    this.#gateway = gateway;
    this.#world = world;
    this.#canceller = canceller;
  }

  async ask(reply: Reply, part: Part, stream: string): Promise<void> {
    if (this.#streams.has(stream)) return;
    this.#streams.add(stream);
    const problem = await this.#answered(part, stream);
    this.#streams.delete(stream);
    if (problem) await this.#canceller.refused(reply, part, problem);
  }

  close(): void {
    this.#closed = true;
  }

  async #answered(part: Part, stream: string): Promise<Problem | undefined> {
    const answer = this.#canceller.live(part);
    for (let attempts = 0; !this.#closed && !answer.get().end; attempts++) {
      const problem = await this.#gateway.cancel(stream);
      if (problem !== unreachable) return problem;
      await new Promise<void>((resolve) => this.#world.later(backOff(attempts), resolve));
    }
    return undefined;
  }
}
