import { useStore } from 'zustand';
import { type Language, spoken } from './language';

/** What a lazy part of the page says, which brings its words in every language. */
export function useTold<Told>(told: Readonly<Record<Language, Told>>): Told {
  return told[useStore(spoken, ({ language }) => language)];
}
