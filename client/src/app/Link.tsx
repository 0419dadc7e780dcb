import type { ComponentProps, MouseEvent } from 'react';
import { go } from './router';
import { addressOf, type Route } from './routes';

interface Props extends Omit<ComponentProps<'a'>, 'href'> {
  readonly to: Route;
}

/** A link within the page. With a modifier key it is the browser's: a new tab, a new window. */
export function Link({ to, onClick, ...rest }: Props) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return <a {...rest} href={addressOf(to)} onClick={follow} />;
}
