import { type Hints, hints } from './hints';
import { useTold } from './useTold';

/** What something that can be set is, in the language that is spoken now; of what we don't know, nothing. */
export function useHint(): (of: keyof Hints, name: string) => string | undefined {
  const told = useTold(hints);
  return (of, name) => new Map(Object.entries(told[of])).get(name);
}
