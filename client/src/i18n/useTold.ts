import { useStore } from 'zustand';
import { spoken } from './language';
import type { Language } from './words';

/** What a lazy part of the page says, which brings its words in every language. */
export function useTold<Told>(told: Readonly<Record<Language, Told>>): Told {
  return told[useStore(spoken, ({ language }) => language)];
}
