import type { english } from './english';
import type { Language } from './language';

/**
 * What the page says in one language, by area. Sentences with values are functions. Parts that are
 * loaded when they are wanted bring their own: `useTold`.
 */
export type Words = typeof english;

/** Each language is a file that only those load who speak it. */
export const words: Readonly<Record<Language, () => Promise<Words>>> = {
  en: async () => (await import('./english')).english,
  zh: async () => (await import('./chinese')).chinese,
};
