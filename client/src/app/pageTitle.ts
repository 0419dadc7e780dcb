import { useEffect } from 'react';
import type { Shown } from '../chat/Chats';
import type { Words } from '../i18n/english';
import type { Route } from './routes';

/** What the browser's tab is called: ● while it streams, ! once it has failed. */
export function pageTitle(route: Route, shown: Shown | undefined, words: Words): string {
  const { app } = words;
  const heading = headingOf(route, shown, words);
  if (heading === app.product) return heading;
  switch (shown && route.kind === 'conversation' ? standing(shown) : 'settled') {
    case 'live':
      return app.tabTitle.live(heading);
    case 'failed':
      return app.tabTitle.failed(heading);
    case 'settled':
      return heading;
  }
}

/** What is shown, in a few words. */
export function headingOf(route: Route, shown: Shown | undefined, { app }: Words): string {
  switch (route.kind) {
    case 'conversation':
      return shown ? shown.conversation.title || app.list.untitled : app.product;
    case 'stream':
      return app.tabTitle.stream(route.id);
    case 'live':
      return app.live.title;
    case 'nothing':
      return app.notFound.title;
    case 'new':
    case 'states':
      return app.product;
  }
}

/** How the end of what is shown stands; the list's marks are gone once it has been seen. */
function standing({ conversation, path }: Shown): 'live' | 'failed' | 'settled' {
  const last = path.at(-1);
  const part = last?.kind === 'reply' ? last.parts.at(-1) : undefined;
  if (conversation.state === 'live') return 'live';
  switch (part?.answer.end?.kind) {
    case 'failed':
    case 'refused':
    case 'gone':
      return 'failed';
    case 'finished':
    case 'abandoned':
      return 'settled';
    case undefined:
      return part ? 'live' : 'settled';
  }
}

/** Gives the browser's tab its name. */
export function usePageTitle(title: string): void {
  // index.html has a title already, and React's own would be a second one.
  useEffect(() => {
    document.title = title;
  }, [title]);
}
