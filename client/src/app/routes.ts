/** What an address shows. */
export type Route =
  | { readonly kind: 'new' }
  /** `message` is what to jump to. */
  | { readonly kind: 'conversation'; readonly id: string; readonly message?: string }
  | { readonly kind: 'stream'; readonly id: string }
  | { readonly kind: 'live' }
  | { readonly kind: 'states'; readonly name?: string }
  | { readonly kind: 'nothing'; readonly path: string };

/** Reads an address. `/states` is there in the development build only. */
export function routeOf(path: string, hash: string, development: boolean): Route {
  const nothing: Route = { kind: 'nothing', path };
  const [first = '', second, ...more] = path.replace(/^\/|\/$/g, '').split('/');
  if (more.length > 0) return nothing;
  if (second === undefined) {
    switch (first) {
      case '':
        return { kind: 'new' };
      case 'live':
        return { kind: 'live' };
      case 'states':
        return development ? { kind: 'states' } : nothing;
      default:
        return nothing;
    }
  }
  const id = decoded(second);
  if (!id) return nothing;
  switch (first) {
    case 'c': {
      const message = decoded(hash.replace(/^#/, ''));
      return message ? { kind: 'conversation', id, message } : { kind: 'conversation', id };
    }
    case 's':
      return { kind: 'stream', id };
    case 'states':
      return development ? { kind: 'states', name: id } : nothing;
    default:
      return nothing;
  }
}

/** The address of what is to be shown. */
export function addressOf(route: Route): string {
  switch (route.kind) {
    case 'new':
      return '/';
    case 'conversation': {
      const path = `/c/${encodeURIComponent(route.id)}`;
      return route.message ? `${path}#${encodeURIComponent(route.message)}` : path;
    }
    case 'stream':
      return `/s/${encodeURIComponent(route.id)}`;
    case 'live':
      return '/live';
    case 'states':
      return route.name ? `/states/${encodeURIComponent(route.name)}` : '/states';
    case 'nothing':
      return route.path;
  }
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
