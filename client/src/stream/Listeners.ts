/** Those who want to know when something has changed. */
export class Listeners {
  readonly #all = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    // Each subscription is one of its own, even of the same listener.
    const told = () => listener();
    this.#all.add(told);
    return () => this.#all.delete(told);
  };

  readonly tell = (): void => {
    for (const told of [...this.#all]) told();
  };
}
