import { Lazy } from './Lazy';
import { useLazy } from './useLazy';

const renderer = new Lazy(async () => (await import('./Markdown')).Markdown);

/** Fetches what draws Markdown, before somebody needs it. */
export function fetchMarkdown(): Promise<void> {
  return new Promise((resolve) => {
    if (renderer.value()) resolve();
    else renderer.want(resolve);
  });
}

interface Props {
  readonly text: string;
  readonly live: boolean;
}

/** Markdown, as soon as what draws it has been fetched. */
export function LazyMarkdown(props: Props) {
  const Markdown = useLazy(renderer, true);
  return Markdown ? <Markdown {...props} /> : null;
}
