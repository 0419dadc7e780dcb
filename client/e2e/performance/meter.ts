import type { Page } from 'playwright-core';

/** What somebody saw of a stretch of time. */
export interface Measured {
  readonly seconds: number;
  readonly framesPerSecond: number;
  /** In the worst ten seconds. */
  readonly framesPerSecondLeast: number;
  /** Tasks of more than 50 ms in the ten seconds that had most of them, and all. */
  readonly longTasksMost: number;
  readonly longTasks: number;
  readonly longestTaskMillis: number;
  /** From a piece's arrival in the page until it is on the screen. */
  readonly visibleP50Millis: number;
  readonly visibleP95Millis: number;
  /** So many pieces were followed so. */
  readonly followed: number;
  /** How often components were rendered: in settled turns, and in the one that is live. */
  readonly settledRenders: number;
  readonly liveRenders: number;
}

/** Has a page measure itself from its next document on. */
export async function meter(page: Page): Promise<void> {
  await page.addInitScript(install);
}

/** What is measured from now on, for so long. */
export async function measure(page: Page, millis: number): Promise<Measured> {
  const from = await page.evaluate(() => performance.now());
  await page.waitForFunction((until) => performance.now() >= until, from + millis, {
    polling: 500,
    timeout: millis * 3,
  });
  return page.evaluate(read, from);
}

/** The longest task of the page since its document began. */
export function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { tasks } = window.meter;
    return Math.max(0, ...tasks().map(({ duration }) => duration));
  });
}

interface Meter {
  readonly frames: number[];
  readonly tasks: () => readonly PerformanceEntry[];
  /** When the piece with this mark came, and when it was on the screen. */
  readonly arrived: Map<number, number>;
  readonly visible: Map<number, number>;
  readonly renders: { readonly at: number; readonly settled: number; readonly live: number }[];
}

declare global {
  interface Window {
    readonly meter: Meter;
  }
}

// What follows runs in the page, and uses nothing outside itself.

function install(): void {
  const frames: number[] = [];
  const frame = (at: number) => {
    frames.push(at);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);

  const tasks: PerformanceEntry[] = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
  observer.observe({ type: 'longtask', buffered: true });

  // A piece has arrived when its bytes are read.
  const arrived = new Map<number, number>();
  const decoder = new TextDecoder();
  const { read } = ReadableStreamDefaultReader.prototype;
  ReadableStreamDefaultReader.prototype.read = async function reading() {
    const chunk = await read.call(this);
    const at = performance.now();
    if (chunk.value instanceof Uint8Array)
      for (const [, mark] of decoder.decode(chunk.value).matchAll(/ n(\d+)"/g))
        if (!arrived.has(Number(mark))) arrived.set(Number(mark), at);
    return chunk;
  };

  // It is visible two frames after the document has it: by then it has been painted.
  const visible = new Map<number, number>();
  let seen = 0;
  const lastMark = (): number => {
    const runs = document.querySelectorAll('[data-text]');
    let block = runs[runs.length - 1]?.firstElementChild?.lastElementChild;
    for (let blocks = 0; block && blocks < 3; blocks++) {
      const mark = [...(block.textContent ?? '').slice(-300).matchAll(/ n(\d+)/g)].at(-1)?.[1];
      if (mark !== undefined) return Number(mark);
      block = block.previousElementSibling;
    }
    return 0;
  };
  const look = () => {
    const mark = lastMark();
    if (mark <= seen) return;
    const from = seen + 1;
    seen = mark;
    requestAnimationFrame(() =>
      requestAnimationFrame((at) => {
        for (let each = from; each <= mark; each++) visible.set(each, at);
      }),
    );
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
  });

  // React tells its developer tools of each commit, also when it is built for production.
  const renders: { at: number; settled: number; live: number }[] = [];
  interface Fiber {
    readonly tag: number;
    readonly flags: number;
    readonly type: unknown;
    readonly stateNode: unknown;
    readonly child: Fiber | null;
    readonly sibling: Fiber | null;
    readonly alternate: Fiber | null;
  }
  const COMPONENTS = [0, 1, 11, 14, 15];
  const PERFORMED_WORK = 1;
  const count = (fiber: Fiber, where: 'page' | 'settled' | 'live', found: Found): void => {
    const before = fiber.alternate;
    if (fiber.child === (before?.child ?? null)) return;
    for (let child = fiber.child; child; child = child.sibling) {
      let inside = where;
      if (child.type === 'article')
        inside =
          (child.stateNode as Element).getAttribute('aria-busy') === 'true' ? 'live' : 'settled';
      const rendered = COMPONENTS.includes(child.tag) && (child.flags & PERFORMED_WORK) !== 0;
      if (rendered && inside !== 'page') found[inside]++;
      count(child, inside, found);
    }
  };
  interface Found {
    settled: number;
    live: number;
  }
  Object.defineProperty(window, '__REACT_DEVTOOLS_GLOBAL_HOOK__', {
    value: {
      supportsFiber: true,
      inject: () => 1,
      onCommitFiberUnmount() {},
      onPostCommitFiberRoot() {},
      onCommitFiberRoot(_: number, root: { readonly current: Fiber }) {
        const found = { settled: 0, live: 0 };
        count(root.current, 'page', found);
        if (found.settled + found.live > 0) renders.push({ at: performance.now(), ...found });
      },
    },
  });

  const taken = () => {
    tasks.push(...observer.takeRecords());
    return tasks;
  };
  Object.defineProperty(window, 'meter', {
    value: { frames, tasks: taken, arrived, visible, renders },
  });
}

function read(from: number): Measured {
  const WINDOW_MILLIS = 10_000;
  const { frames, tasks, arrived, visible, renders } = window.meter;
  const until = performance.now();
  const since = <T>(all: readonly T[], at: (one: T) => number) =>
    all.filter((one) => at(one) >= from && at(one) <= until);
  /** How many of these moments lie in each window of ten seconds. */
  const windows = (moments: readonly number[]) => {
    const starts: number[] = [];
    for (let start = from; start + WINDOW_MILLIS <= until; start += 1_000) starts.push(start);
    return starts.map(
      (start) => moments.filter((at) => at >= start && at < start + WINDOW_MILLIS).length,
    );
  };

  const drawn = since(frames, (at) => at);
  const long = since(tasks(), ({ startTime }) => startTime);
  const millis = [...visible]
    .flatMap(([mark, at]) => {
      const came = arrived.get(mark);
      return came === undefined || came < from ? [] : [at - came];
    })
    .sort((one, other) => one - other);
  const share = (of: number) => millis[Math.ceil(of * millis.length) - 1] ?? Number.NaN;
  const rendered = since(renders, ({ at }) => at);
  const seconds = (until - from) / 1_000;
  return {
    seconds,
    framesPerSecond: drawn.length / seconds,
    framesPerSecondLeast: Math.min(...windows(drawn)) / (WINDOW_MILLIS / 1_000),
    longTasksMost: Math.max(0, ...windows(long.map(({ startTime }) => startTime))),
    longTasks: long.length,
    longestTaskMillis: Math.max(0, ...long.map(({ duration }) => duration)),
    visibleP50Millis: share(0.5),
    visibleP95Millis: share(0.95),
    followed: millis.length,
    settledRenders: rendered.reduce((sum, { settled }) => sum + settled, 0),
    liveRenders: rendered.reduce((sum, { live }) => sum + live, 0),
  };
}
