import { useStore } from 'zustand';
import { type Formats, formatsOf } from './formats';
import { spoken } from './language';

/** How the language that is spoken now writes times, durations, sizes and numbers. */
export function useFormats(): Formats {
  return formatsOf(useStore(spoken, ({ language }) => language));
}
