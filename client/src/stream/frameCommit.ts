/** The page's frames, and a clock to time them by. */
export interface Stage {
  /** In milliseconds, from anywhere. */
  now(): number;
  hidden(): boolean;
  /** Calls once, when the next frame is made. The result calls it off, as do the others'. */
  frame(action: () => void): () => void;
  later(millis: number, action: () => void): () => void;
  /** Calls once, when the frame that is being made is on the screen. */
  shown(action: () => void): void;
  /** Calls whenever `hidden` has changed. */
  turned(action: () => void): void;
}

/** Tells listeners of what changed, at most once a frame; see `frameCommits`. */
export interface Commits {
  /** Calls it with the next commit, once, however often it was asked to. */
  ask(listener: () => void): void;
  /** Calls it now, and not again with the next commit. */
  now(listener: () => void): void;
}

const SHORTEST_MILLIS = 16;
const LONGEST_MILLIS = 100;
const HIDDEN_MILLIS = 250;
/** A frame may come that much early, and must not then have to wait for the next one. */
const EARLY_MILLIS = 4;
/** So many times what a commit takes lie between two: the page's other work needs the rest. */
const COSTS = 3;
/** How much the last commit counts in the average of what they cost. */
const WEIGHT = 0.2;

/**
 * The one scheduler of a page. While commits are cheap there is one a frame; when they cost more
 * they become rarer, so that typing and scrolling stay smooth. A hidden page makes no frames: there
 * a timer does. Whenever it is hidden or comes back, all is told at once.
 */
export function frameCommits(stage: Stage): Commits {
  const waiting = new Set<() => void>();
  let callOff: (() => void) | undefined;
  let lastAt = Number.NEGATIVE_INFINITY;
  let costMillis = 0;

  const intervalMillis = () =>
    Math.min(Math.max(COSTS * costMillis, SHORTEST_MILLIS), LONGEST_MILLIS);

  const arm = () => {
    callOff = stage.hidden() ? stage.later(HIDDEN_MILLIS, commit) : stage.frame(tryCommit);
  };

  const tryCommit = () => {
    if (stage.now() - lastAt + EARLY_MILLIS < intervalMillis()) arm();
    else commit();
  };

  const commit = () => {
    callOff?.();
    callOff = undefined;
    if (waiting.size === 0) return;
    const listeners = [...waiting];
    waiting.clear();
    const begunAt = stage.now();
    lastAt = begunAt;
    if (!stage.hidden()) {
      stage.shown(() => {
        costMillis += WEIGHT * (stage.now() - begunAt - costMillis);
      });
    }
    for (const listener of listeners) listener();
  };

  stage.turned(commit);
  return {
    ask(listener) {
      waiting.add(listener);
      if (!callOff) arm();
    },
    now(listener) {
      waiting.delete(listener);
      listener();
    },
  };
}

/** The browser's window, or where there is none, one that is always hidden. */
export function pageStage(): Stage {
  const page = typeof document === 'undefined' ? undefined : document;
  return {
    now: () => performance.now(),
    hidden: () => page?.hidden ?? true,
    frame(action) {
      const request = requestAnimationFrame(action);
      return () => cancelAnimationFrame(request);
    },
    later(millis, action) {
      const timer = setTimeout(action, millis);
      return () => clearTimeout(timer);
    },
    // A message that is sent while a frame is made comes after it has been laid out and painted.
    shown(action) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        action();
      };
      port2.postMessage(null);
    },
    turned: (action) => page?.addEventListener('visibilitychange', action),
  };
}

/** The page's own. */
export const pageCommits: Commits = frameCommits(pageStage());
