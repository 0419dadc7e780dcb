/** How the transcript moves: not at all, to keep a question at the top, or with the text's end. */
export type Mode = 'free' | 'anchored' | 'following';

/** What the page shows of it. */
export interface Place {
  readonly mode: Mode;
  /** The end of the text lies below what is seen. */
  readonly below: boolean;
  /** And there is text that came since it was last seen. */
  readonly fresh: boolean;
}

/** Fractions of a pixel, which browsers round in their own ways. */
const AT_END_PX = 2;
const SAME_PX = 1;
/** So long after the text has grown, somebody who scrolls to its end may not have seen that it has. */
const UNSEEN_MILLIS = 500;

const UPWARD_KEYS = ['ArrowUp', 'PageUp', 'Home'];

/**
 * Where somebody reads in a transcript that grows. The page moves by itself only while it keeps a
 * question at its top, or follows the end; any scroll upwards lets go. Scrolls are told apart by
 * position: what is where it was written is ours.
 */
export class AutoScroll {
  #place: Place = { mode: 'following', below: false, fresh: false };
  readonly #listeners = new Set<() => void>();
  #port: HTMLElement | undefined;
  #end: (() => Element | null) | undefined;
  #question: HTMLElement | undefined;
  #expecting = false;
  /** Where the port was last known to be, and how high its content was. */
  #top = 0;
  #height = 0;
  /** The heights that it had of late, the oldest first. */
  #heights: { readonly height: number; readonly since: number }[] = [];
  #held = false;

  readonly get = (): Place => this.#place;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Begins to keep the place in this port; `end` finds the element that ends where the text does. */
  attach(port: HTMLElement, content: Element, end: () => Element | null): () => void {
    this.#port = port;
    this.#end = end;
    const observer = new ResizeObserver(() => this.grown());
    observer.observe(port);
    observer.observe(content);
    const scrolled = () => this.#scrolled();
    const wheel = ({ deltaY }: WheelEvent) => deltaY < 0 && this.#letGo();
    const key = (event: KeyboardEvent) => this.#pressed(event);
    const hold = () => this.#hold(true);
    const unhold = () => this.#hold(false);
    const selected = () => this.#selected();
    const passive = { passive: true };
    port.addEventListener('scroll', scrolled, passive);
    port.addEventListener('wheel', wheel, passive);
    port.addEventListener('keydown', key);
    port.addEventListener('touchstart', hold, passive);
    port.addEventListener('touchend', unhold, passive);
    port.addEventListener('touchcancel', unhold, passive);
    document.addEventListener('selectionchange', selected);
    return () => {
      observer.disconnect();
      port.removeEventListener('scroll', scrolled);
      port.removeEventListener('wheel', wheel);
      port.removeEventListener('keydown', key);
      port.removeEventListener('touchstart', hold);
      port.removeEventListener('touchend', unhold);
      port.removeEventListener('touchcancel', unhold);
      document.removeEventListener('selectionchange', selected);
      this.#port = undefined;
    };
  }

  /** The next question that appears is this reader's: it goes to the top, wherever they are now. */
  expect(): void {
    this.#expecting = true;
  }

  /** Whether a question is awaited. */
  get expecting(): boolean {
    return this.#expecting;
  }

  /** A question has appeared at the end. Says whether it goes to the top, as it does once it is laid out. */
  asked(question: HTMLElement): boolean {
    if (!this.#expecting && this.#place.mode === 'free') return false;
    this.#expecting = false;
    this.#question = question;
    this.#show({ mode: 'anchored' });
    this.grown();
    return true;
  }

  /** Goes to the end, and with it from now on. */
  follow(): void {
    this.#question = undefined;
    this.#show({ mode: 'following' });
    this.grown();
  }

  /** Has the keys scroll it. */
  focus(): void {
    this.#port?.focus({ preventScroll: true });
  }

  /** Goes to an element, and stays there. */
  goTo(element: HTMLElement): void {
    this.#letGo();
    this.#write(this.#topOf(element));
  }

  /** Lets the page alone, as somebody acts in the middle of it. */
  release(): void {
    this.#letGo();
  }

  /** What was above an element has changed; it goes back to where it was on the screen. */
  keep(element: Element, top: number): void {
    const port = this.#port;
    if (!port) return;
    port.style.overflowAnchor = 'none';
    this.#write(port.scrollTop + element.getBoundingClientRect().top - top);
    this.#anchor();
  }

  /** Something was laid out anew. */
  grown(): void {
    const port = this.#port;
    if (!port) return;
    const height = port.scrollHeight;
    const grew = height > this.#height;
    if (this.#wentUp(port)) this.#letGo();
    if (!this.#held) this.#settle(port);
    this.#measured(height);
    this.#look(port, grew);
  }

  #settle(port: HTMLElement): void {
    if (this.#place.mode === 'following') this.#write(port.scrollHeight);
    else if (this.#place.mode === 'anchored' && this.#question)
      this.#write(this.#topOf(this.#question));
  }

  #scrolled(): void {
    const port = this.#port;
    if (!port) return;
    const top = port.scrollTop;
    const ours = Math.abs(top - this.#top) < SAME_PX;
    if (!ours) {
      if (this.#wentUp(port)) this.#letGo();
      else if (top > this.#top) this.#wentDown(port);
      this.#top = top;
      this.#measured(port.scrollHeight);
      if (this.#place.mode === 'following' && !this.#held) this.#settle(port);
    }
    this.#look(port, false);
  }

  /** Less than it was, though nothing became shorter: somebody scrolled up. */
  #wentUp(port: HTMLElement): boolean {
    if (port.scrollTop >= this.#top - SAME_PX) return false;
    return !(port.scrollHeight < this.#height && atEnd(port));
  }

  #wentDown(port: HTMLElement): void {
    this.#question = undefined;
    const end = Math.min(port.scrollHeight, this.#seenHeight());
    const reached = port.scrollTop + port.clientHeight >= end - AT_END_PX;
    this.#show({ mode: reached ? 'following' : 'free' });
  }

  #measured(height: number): void {
    if (height === this.#height) return;
    this.#height = height;
    this.#heights.push({ height, since: performance.now() });
    this.#seenHeight();
  }

  /** The height that somebody has surely seen: scrolls take time, and the end goes on in it. */
  #seenHeight(): number {
    const seen = performance.now() - UNSEEN_MILLIS;
    const at = this.#heights.findLastIndex(({ since }) => since <= seen);
    if (at > 0) this.#heights.splice(0, at);
    return this.#heights[0]?.height ?? this.#height;
  }

  #pressed(event: KeyboardEvent): void {
    const { target, key, shiftKey } = event;
    if (target instanceof HTMLElement && target.matches('textarea, input, [role=menu] *')) return;
    if (key === 'End') this.follow();
    if (UPWARD_KEYS.includes(key) || (key === ' ' && shiftKey)) this.#letGo();
  }

  #selected(): void {
    const selection = getSelection();
    if (this.#place.mode !== 'following' || !selection || selection.isCollapsed) return;
    if (this.#port?.contains(selection.anchorNode)) this.#letGo();
  }

  #hold(held: boolean): void {
    this.#held = held;
    if (!held) this.grown();
  }

  #letGo(): void {
    this.#question = undefined;
    this.#show({ mode: 'free' });
  }

  #topOf(element: HTMLElement): number {
    const port = this.#port;
    if (!port) return 0;
    const margin = Number.parseFloat(getComputedStyle(element).scrollMarginTop) || 0;
    const offset = element.getBoundingClientRect().top - port.getBoundingClientRect().top;
    return port.scrollTop + offset - margin;
  }

  #write(top: number): void {
    const port = this.#port;
    if (!port) return;
    if (Math.abs(port.scrollTop - top) >= SAME_PX) port.scrollTop = top;
    this.#top = port.scrollTop;
    this.#measured(port.scrollHeight);
  }

  #look(port: HTMLElement, grew: boolean): void {
    const end = this.#end?.();
    if (!end) return;
    const bottom = port.getBoundingClientRect().bottom;
    const below = end.getBoundingClientRect().bottom > bottom + AT_END_PX;
    this.#show({ below, fresh: below && (this.#place.fresh || grew) });
  }

  /** The browser's own anchoring is for those who read: it would undo what is written here. */
  #anchor(): void {
    if (!this.#port) return;
    this.#port.style.overflowAnchor = this.#place.mode === 'free' ? 'auto' : 'none';
  }

  #show(change: Partial<Place>): void {
    const { mode, below, fresh } = { ...this.#place, ...change };
    const now = this.#place;
    if (mode === now.mode && below === now.below && fresh === now.fresh) return;
    this.#place = { mode, below, fresh };
    this.#anchor();
    for (const listener of this.#listeners) listener();
  }
}

function atEnd(port: HTMLElement): boolean {
  return port.scrollTop + port.clientHeight >= port.scrollHeight - AT_END_PX;
}
