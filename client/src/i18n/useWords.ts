import { useStore } from 'zustand';
import type { Words } from './english';
import { spoken } from './language';

/** All texts in the language that is spoken now. */
export function useWords(): Words {
  return useStore(spoken, ({ words }) => words);
}
