import type { Words } from './english';

export type Language = 'en' | 'zh';

/** Each language is a file that only those load who speak it. */
export const words: Readonly<Record<Language, () => Promise<Words>>> = {
  en: async () => (await import('./english')).english,
  zh: async () => (await import('./chinese')).chinese,
};
