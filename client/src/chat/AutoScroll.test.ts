// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AutoScroll } from './AutoScroll';

const VIEW = 100;

/** A port of 100 px over content whose height is set, and which scrolls as browsers do. */
class Port {
  readonly element = document.createElement('div');
  readonly content = document.createElement('div');
  readonly question = document.createElement('div');
  readonly end = document.createElement('div');
  height = 0;
  questionTop = 0;
  #top = 0;

  constructor() {
    this.element.append(this.content);
    this.content.append(this.question, this.end);
    const top = () => this.#top;
    const to = (value: number) => {
      this.#top = this.#clamped(value);
    };
    Object.defineProperties(this.element, {
      scrollTop: { get: top, set: to },
      scrollHeight: { get: () => Math.max(this.height, VIEW) },
      clientHeight: { value: VIEW },
    });
    this.element.getBoundingClientRect = () => rect(0, VIEW);
    this.question.getBoundingClientRect = () =>
      rect(this.questionTop - this.#top, this.questionTop - this.#top + 10);
    this.end.getBoundingClientRect = () => rect(0, this.height - this.#top);
    document.body.replaceChildren(this.element);
  }

  get top() {
    return this.#top;
  }

  /** The reader scrolls. */
  scroll(to: number): void {
    this.#top = this.#clamped(to);
    this.element.dispatchEvent(new Event('scroll'));
  }

  wheel(deltaY: number): void {
    this.element.dispatchEvent(new WheelEvent('wheel', { deltaY }));
  }

  #clamped(top: number): number {
    return Math.min(Math.max(top, 0), Math.max(this.height, VIEW) - VIEW);
  }
}

function rect(top: number, bottom: number): DOMRect {
  return { top, bottom, left: 0, right: 0 } as DOMRect;
}

afterEach(() => {
  vi.useRealTimers();
});

let resized = () => {};
beforeEach(() => {
  globalThis.ResizeObserver = class {
    constructor(callback: ResizeObserverCallback) {
      resized = () => callback([], this);
    }
    observe() {}
    unobserve() {}
    disconnect() {}
  };
});

function attached() {
  const port = new Port();
  const scroll = new AutoScroll();
  scroll.attach(port.element, port.content, () => port.end);
  const grow = (height: number) => {
    port.height = height;
    resized();
    port.element.dispatchEvent(new Event('scroll'));
  };
  return { port, scroll, grow };
}

test('a conversation is opened at its end, and followed', () => {
  const { port, grow } = attached();

  grow(500);
  expect(port.top).toBe(400);
  grow(700);

  expect(port.top).toBe(600);
});

test('one wheel tick up lets go, however near the end', () => {
  const { port, scroll, grow } = attached();
  grow(500);

  port.scroll(397);
  grow(600);

  expect(port.top).toBe(397);
  expect(scroll.get()).toEqual({ mode: 'free', below: true, fresh: true });
});

test('a wheel that has not moved the page yet lets go too', () => {
  const { port, grow } = attached();
  grow(500);

  port.wheel(-1);
  grow(600);

  expect(port.top).toBe(400);
});

test('a scroll that a growth overtakes still lets go', () => {
  const { port, grow } = attached();
  grow(500);

  // Dragged by its bar, the port has moved before its event comes.
  port.element.scrollTop = 300;
  grow(600);

  expect(port.top).toBe(300);
});

test('what becomes shorter does not let go', () => {
  const { port, scroll, grow } = attached();
  grow(500);

  port.height = 300;
  port.scroll(200);
  resized();

  expect(scroll.get().mode).toBe('following');
  grow(400);
  expect(port.top).toBe(300);
});

test('it is followed again once it is scrolled to the end', () => {
  const { port, grow } = attached();
  grow(500);
  port.scroll(100);

  port.scroll(200);
  grow(600);
  expect(port.top).toBe(200);
  port.scroll(500);
  grow(700);

  expect(port.top).toBe(600);
});

test('it is followed again also where its end has gone on just before somebody reached it', () => {
  vi.useFakeTimers();
  const { port, grow } = attached();
  grow(500);
  port.scroll(100);
  vi.advanceTimersByTime(1_000);

  grow(600);
  grow(650);
  vi.advanceTimersByTime(300);
  port.scroll(400);

  expect(port.top).toBe(550);
  grow(700);
  expect(port.top).toBe(600);
});

test('nobody is taken along who scrolls to where the end was long ago', () => {
  vi.useFakeTimers();
  const { port, grow } = attached();
  grow(500);
  port.scroll(100);
  grow(600);
  vi.advanceTimersByTime(600);

  port.scroll(400);
  grow(700);

  expect(port.top).toBe(400);
});

test('after a question was sent it is at the top, and the answer grows below', () => {
  const { port, scroll, grow } = attached();
  grow(500);
  port.questionTop = 480;
  // The room below it makes the page high enough.
  port.height = 580;

  scroll.expect();
  expect(scroll.asked(port.question)).toBe(true);
  expect(port.top).toBe(480);
  grow(900);

  expect(port.top).toBe(480);
  expect(scroll.get()).toEqual({ mode: 'anchored', below: true, fresh: true });
});

test('the button goes to the end, and follows', () => {
  const { port, scroll, grow } = attached();
  grow(500);
  port.scroll(100);
  grow(600);

  scroll.follow();

  expect(port.top).toBe(500);
  expect(scroll.get()).toEqual({ mode: 'following', below: false, fresh: false });
  grow(700);
  expect(port.top).toBe(600);
});

test('the End key follows, though the end runs away from it', () => {
  const { port, scroll, grow } = attached();
  grow(500);
  port.scroll(100);

  port.element.dispatchEvent(new KeyboardEvent('keydown', { key: 'End' }));
  grow(600);

  expect(port.top).toBe(500);
  expect(scroll.get().mode).toBe('following');
});

test('a question that was queued moves nobody who reads elsewhere', () => {
  const { port, scroll, grow } = attached();
  grow(500);
  port.scroll(100);

  expect(scroll.asked(port.question)).toBe(false);
  expect(port.top).toBe(100);
});

test('a finger on the page holds it', () => {
  const { port, grow } = attached();
  grow(500);

  port.element.dispatchEvent(new Event('touchstart'));
  grow(600);
  expect(port.top).toBe(400);
  port.element.dispatchEvent(new Event('touchend'));

  expect(port.top).toBe(500);
});

test('the browser anchors what is read, and nothing while the page moves itself', () => {
  const { port, grow } = attached();
  grow(500);
  port.scroll(100);
  expect(port.element.style.overflowAnchor).toBe('auto');

  port.scroll(400);

  expect(port.element.style.overflowAnchor).toBe('none');
});

test('what comes above an element leaves it where it is on the screen', () => {
  const { port, scroll, grow } = attached();
  grow(500);
  port.scroll(50);
  port.questionTop = 60;
  const before = port.question.getBoundingClientRect().top;

  port.height = 900;
  port.questionTop = 460;
  scroll.keep(port.question, before);

  expect(port.top).toBe(450);
});
