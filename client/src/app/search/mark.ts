import { rangesIn } from '../../history/excerpt';
import { wordsOf } from '../../history/Search';
import { composes } from '../../ui/composes';

const NAME = 'found';
const MOST_MARKS = 1_000;
/** So long what has changed may be without its marks. */
const PAUSE_MILLIS = 200;

let unmark = () => {};

/**
 * Marks the words of a search in the conversation that is shown, until another one is, or Esc is
 * pressed. The page's elements stay as they are; browsers that can't do that mark nothing.
 */
export function mark(query: string): void {
  unmark();
  const words = wordsOf(query);
  if (!globalThis.CSS?.highlights || words.length === 0) return;
  const address = location.pathname;
  const draw = () => CSS.highlights.set(NAME, new Highlight(...rangesOf(words)));

  // A conversation comes when it has been read, and is drawn again as it grows.
  let timer: number | undefined;
  const observer = new MutationObserver(() => {
    timer ??= window.setTimeout(() => {
      timer = undefined;
      draw();
    }, PAUSE_MILLIS);
  });
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !composes(event)) unmark();
  };
  const leave = () => {
    if (location.pathname !== address) unmark();
  };
  unmark = () => {
    CSS.highlights.delete(NAME);
    observer.disconnect();
    clearTimeout(timer);
    removeEventListener('keydown', press);
    removeEventListener('popstate', leave);
    unmark = () => {};
  };
  observer.observe(document.body, { childList: true, characterData: true, subtree: true });
  addEventListener('keydown', press);
  addEventListener('popstate', leave);
  draw();
}

/** Where the words are in the questions and answers. */
function rangesOf(words: readonly string[]): readonly Range[] {
  const ranges: Range[] = [];
  for (const log of document.querySelectorAll('[role=log]')) {
    const texts = document.createTreeWalker(log, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      if (!node.parentElement?.closest('h2, [data-text]')) continue;
      for (const { start, end } of rangesIn(node.textContent ?? '', words, MOST_MARKS)) {
        if (ranges.length === MOST_MARKS) return ranges;
        const range = new Range();
        range.setStart(node, start);
        range.setEnd(node, end);
        ranges.push(range);
      }
    }
  }
  return ranges;
}
