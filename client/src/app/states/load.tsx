import { LazyPart } from '../../ui/LazyPart';

// The condition is constant: the production build has neither the import nor what it would load.
const load = import.meta.env.DEV ? () => import('./StatesPage') : undefined;

/** Every state on fixed data, in the development build; nothing in any other. */
export function StatesPage({ name }: { readonly name: string | undefined }) {
  if (!load) return null;
  return <LazyPart load={load}>{({ States }) => <States name={name} />}</LazyPart>;
}
