import { useStore } from 'zustand';
import { spoken } from './language';
import type { Words } from './words';

/** All texts in the language that is spoken now. */
export function useWords(): Words {
  return useStore(spoken, ({ words }) => words);
}
