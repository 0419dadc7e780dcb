import { useStore } from 'zustand';
import { type Hints, hints } from './hints';
import { spoken } from './language';

/** What something that can be set is, in the language that is spoken now; of what we don't know, nothing. */
export function useHint(): (of: keyof Hints, name: string) => string | undefined {
  const language = useStore(spoken, ({ language }) => language);
  return (of, name) => new Map(Object.entries(hints[language][of])).get(name);
}
