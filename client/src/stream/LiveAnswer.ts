import type { Answer } from './answer';
import { type Commits, pageCommits } from './frameCommit';
import type { Happening } from './happening';
import { Listeners } from './Listeners';
import { further, reduce } from './reduce';

/**
 * The answer of one stream while it grows, outside React. Takes happenings as they come, and tells
 * whoever watches at most once a frame; in a hidden tab, every 250 ms; of an end, at once.
 */
export class LiveAnswer {
  readonly #commits: Commits;
  readonly #listeners = new Listeners();
  #answer: Answer;

  constructor(answer: Answer, commits: Commits = pageCommits) {
    this.#answer = answer;
    this.#commits = commits;
  }

  /** How it is now, which may be further than what was told. */
  readonly get = (): Answer => this.#answer;

  readonly subscribe = this.#listeners.subscribe;

  /** Folds it in. What lies at or before its position changes nothing. */
  take(happening: Happening): void {
    this.#become(reduce(this.#answer, happening));
  }

  /** Takes a state from elsewhere, if that is further. */
  catchUp(answer: Answer): void {
    this.#become(further(this.#answer, answer));
  }

  #become(answer: Answer): void {
    if (answer === this.#answer) return;
    const ends = answer.end && !this.#answer.end;
    this.#answer = answer;
    if (ends) this.#commits.now(this.#listeners.tell);
    else this.#commits.ask(this.#listeners.tell);
  }
}
