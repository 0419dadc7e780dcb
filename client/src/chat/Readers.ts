import type { Answer } from '../stream/answer';
import { Follower } from '../stream/Follower';
import type { Happening } from '../stream/happening';
import type { StartRequest, Transport } from '../stream/Transport';
import type { World } from '../stream/world';

/** What wants a reader: a part that is live, or a stream that is watched. */
export interface Want {
  readonly key: string;
  /** What starts it; a stream that is watched was started elsewhere. */
  readonly request?: StartRequest;
  /** The stream, and how far it is read here. */
  readonly answer: Answer;
}

/** At most so many connections may stay open: a browser has six to a host, and other needs. */
export const MOST_READERS = 3;

/**
 * The readers of this browser, held by the tab that leads. Those that find no place are started
 * all the same, detached, and are caught up later.
 */
export class Readers {
  readonly #transport: Transport;
  readonly #world: World;
  readonly #tell: (key: string, happening: Happening) => void;
  readonly #followers = new Map<string, Follower>();
  readonly #launches = new Map<string, Follower>();
  /** Who has a connection: also who was let go of, until it is gone. */
  readonly #connected = new Set<Follower>();
  #wants: readonly Want[] = [];

  constructor(
    transport: Transport,
    world: World,
    tell: (key: string, happening: Happening) => void,
  ) {
    this.#transport = transport;
    this.#world = world;
    this.#tell = tell;
  }

  /**
   * Gives the places to the first of these, and takes them from all others. A place that is taken
   * is free once its connection is gone.
   */
  allot(wants: readonly Want[]): void {
    this.#wants = wants;
    const served = wants.slice(0, MOST_READERS);
    const keys = new Set(served.map(({ key }) => key));
    for (const [key, follower] of this.#followers) {
      if (!keys.has(key)) this.#take(key, follower);
    }
    for (const want of served) this.#read(want);
    for (const want of wants.slice(MOST_READERS)) this.#launch(want);
  }

  /** Leaves all streams, which go on without a reader. */
  leave(): void {
    this.allot([]);
    for (const key of this.#launches.keys()) this.#callOff(key);
  }

  cut(key: string): void {
    this.#followers.get(key)?.cut();
  }

  /** Tries at once whatever waits for its next attempt. */
  wake(): void {
    for (const follower of [...this.#followers.values(), ...this.#launches.values()]) {
      follower.wake();
    }
  }

  #read({ key, request, answer }: Want): void {
    if (this.#followers.has(key)) return;
    if (this.#connected.size >= MOST_READERS) return;
    this.#callOff(key);
    const follower = this.#follower(key);
    this.#followers.set(key, follower);
    this.#connected.add(follower);
    void this.#run(follower, request, answer).finally(() => {
      this.#connected.delete(follower);
      this.allot(this.#wants);
    });
  }

  async #run(follower: Follower, request: StartRequest | undefined, answer: Answer): Promise<void> {
    if (answer.stream) await follower.follow(answer.stream, answer);
    else if (request) await follower.start(request, answer);
  }

  #launch({ key, request, answer }: Want): void {
    if (answer.stream || !request || this.#launches.has(key)) return;
    const follower = this.#follower(key);
    this.#launches.set(key, follower);
    void follower.launch(request, answer).then(() => this.#launches.delete(key));
  }

  #follower(key: string): Follower {
    return new Follower(this.#transport, this.#world, (happening) => this.#tell(key, happening));
  }

  #take(key: string, follower: Follower): void {
    this.#followers.delete(key);
    follower.leave();
  }

  #callOff(key: string): void {
    this.#launches.get(key)?.leave();
    this.#launches.delete(key);
  }
}
