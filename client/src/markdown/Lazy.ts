const FIRST_RETRY_MILLIS = 5_000;
const LONGEST_RETRY_MILLIS = 5 * 60_000;

/**
 * A part of the program that is fetched when it is first wanted. A failed attempt is not kept:
 * while somebody still wants it, it is tried again, ever more seldom.
 */
export class Lazy<T> {
  private loaded: T | undefined;
  private loading = false;
  private failures = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private readonly wanting = new Set<() => void>();
  private readonly load: () => Promise<T>;

  constructor(load: () => Promise<T>) {
    this.load = load;
  }

  /** It, if it has come already. */
  readonly value = (): T | undefined => this.loaded;

  /** Wants it, and is told once when it has come; until the wish is withdrawn. */
  readonly want = (tell: () => void): (() => void) => {
    if (this.loaded !== undefined) return () => {};
    this.wanting.add(tell);
    if (!this.retry) void this.attempt();
    return () => {
      this.wanting.delete(tell);
      if (this.wanting.size > 0) return;
      clearTimeout(this.retry);
      this.retry = undefined;
    };
  };

  private async attempt(): Promise<void> {
    if (this.loading) return;
    this.loading = true;
    try {
      this.loaded = await this.load();
    } catch {
      this.failures++;
    }
    this.loading = false;
    if (this.loaded === undefined) {
      if (this.wanting.size > 0) this.tryLater();
      return;
    }
    for (const tell of this.wanting) tell();
    this.wanting.clear();
  }

  private tryLater(): void {
    const wait = Math.min(FIRST_RETRY_MILLIS * 2 ** (this.failures - 1), LONGEST_RETRY_MILLIS);
    this.retry = setTimeout(() => {
      this.retry = undefined;
      void this.attempt();
    }, wait);
  }
}
