import { type Answer, nothingYet } from '../stream/answer';
import { cancel } from '../stream/cancel';
import { Follower } from '../stream/Follower';
import type { World } from '../stream/world';
import type { Draft } from './Draft';
import { messagesOf } from './messages';
import type { KeptTurn, Session } from './Session';
import type { Turn } from './Turn';

/** The turns of this tab, the last of which may be live. */
export class Conversation {
  readonly #world: World;
  readonly #session: Session;
  readonly #draft: Draft;
  readonly #listeners = new Set<() => void>();
  #turns: readonly Turn[] = [];
  #recalled: Promise<unknown> = Promise.resolve();

  constructor(world: World, session: Session, draft: Draft) {
    this.#world = world;
    this.#session = session;
    this.#draft = draft;
  }

  readonly turns = (): readonly Turn[] => this.#turns;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Asks after all that is on the page, which a reloaded one may still be reading. */
  async ask(prompt: string): Promise<void> {
    if (this.#live()) return;
    const id = this.#add({ prompt });
    await this.#recalled;
    await this.#follower(id).ask(prompt, messagesOf(this.#turns.slice(0, id)));
  }

  /** Reads again what was on the page before it was reloaded. */
  recall(): Promise<unknown> {
    const kept = this.#session.turns();
    for (const turn of kept) this.#add(turn);
    // The last may be live. The others have ended, and fifty connections at once are too many.
    const recalls = kept.map((turn, id) => () => this.#recall(id, turn));
    const last = recalls.pop();
    this.#recalled = Promise.all([last?.(), inTurn(recalls)]);
    return this.#recalled;
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

  #recall(id: number, { stream, prompt }: KeptTurn): Promise<void> {
    const asked = (prompt: string) => this.#change(id, { prompt });
    return this.#follower(id).recall(stream, prompt === undefined ? asked : undefined);
  }

  #follower(id: number): Follower {
    return new Follower(this.#world, (answer) => this.#show(id, answer));
  }

  #live(): Turn | undefined {
    const last = this.#turns.at(-1);
    return last?.answer.end ? undefined : last;
  }

  #add({ stream, prompt }: Partial<KeptTurn>): number {
    const id = this.#turns.length;
    const answer: Answer = { ...nothingYet, ...(stream && { stream }) };
    const turn: Turn = { id, answer, cancelling: false, takenBack: false };
    this.#turns = [...this.#turns, prompt === undefined ? turn : { ...turn, prompt }];
    this.#tell();
    return id;
  }

  #show(id: number, answer: Answer): void {
    const before = this.#turns[id];
    const takenBack =
      answer.end?.kind === 'unreachable' && this.#draft.takeBack(before?.prompt ?? '');
    this.#change(id, { answer, takenBack });
    if (!answer.stream || before?.answer.stream) return;
    this.#keep();
    if (before?.cancelling) void this.#cancel(id, answer.stream);
  }

  #keep(): void {
    this.#session.keepTurns(
      this.#turns.flatMap(({ prompt, answer: { stream } }) =>
        stream ? [{ stream, ...(prompt !== undefined && { prompt }) }] : [],
      ),
    );
  }

  #change(id: number, change: Partial<Turn>): void {
    this.#turns = this.#turns.map((turn) => (turn.id === id ? { ...turn, ...change } : turn));
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

async function inTurn(tasks: readonly (() => Promise<void>)[]): Promise<void> {
  for (const task of tasks) await task();
}
