import { type Answer, nothingYet } from '../stream/answer';
import { cancel } from '../stream/cancel';
import { Follower } from '../stream/Follower';
import type { World } from '../stream/world';
import type { Session } from './session';
import type { Turn } from './Turn';

/** The turns of this page, the last of which may be live. Kept in memory only. */
export class Conversation {
  readonly #world: World;
  readonly #session: Session;
  readonly #listeners = new Set<() => void>();
  #turns: readonly Turn[] = [];

  constructor(world: World, session: Session) {
    this.#world = world;
    this.#session = session;
  }

  readonly turns = (): readonly Turn[] => this.#turns;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async ask(prompt: string): Promise<void> {
    if (this.#live()) return;
    const id = this.#add({ prompt });
    await new Follower(this.#world, (answer) => this.#show(id, answer)).ask(prompt);
  }

  /** Goes on with the stream that was live when the page was left. */
  async recall(): Promise<void> {
    const stream = this.#session.stream();
    if (!stream) return;
    const id = this.#add({});
    await new Follower(this.#world, (answer) => this.#show(id, answer)).recall(stream, (prompt) =>
      this.#change(id, { prompt }),
    );
  }

  /** Cancels the live stream, or, if it has no id yet, will as soon as it has. */
  async cancel(): Promise<void> {
    const turn = this.#live();
    if (!turn || turn.cancelling) return;
    this.#change(turn.id, { cancelling: true });
    if (turn.answer.stream) await this.#cancel(turn.id, turn.answer.stream);
  }

  async #cancel(id: number, stream: string): Promise<void> {
    const problem = await cancel(stream, this.#world);
    if (problem) this.#change(id, { cancelling: false, problem });
  }

  #live(): Turn | undefined {
    const last = this.#turns.at(-1);
    return last?.answer.end ? undefined : last;
  }

  #add(turn: Pick<Turn, 'prompt'>): number {
    const id = this.#turns.length;
    this.#turns = [...this.#turns, { id, answer: nothingYet, cancelling: false, ...turn }];
    this.#tell();
    return id;
  }

  #show(id: number, answer: Answer): void {
    const before = this.#turns[id];
    this.#change(id, { answer });
    if (answer.end) this.#session.remember(undefined);
    if (answer.end || !answer.stream || before?.answer.stream) return;
    this.#session.remember(answer.stream);
    if (before?.cancelling) void this.#cancel(id, answer.stream);
  }

  #change(id: number, change: Partial<Turn>): void {
    this.#turns = this.#turns.map((turn) => (turn.id === id ? { ...turn, ...change } : turn));
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
