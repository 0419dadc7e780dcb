import { createStore } from 'zustand/vanilla';
import { english, type Words } from './words';

export type Language = 'en' | 'zh';

/** What somebody chose: `auto` goes by the browser's languages. */
export type LanguageChoice = 'auto' | Language;

/** The language that is spoken now, with its words. */
export interface Spoken {
  readonly language: Language;
  readonly words: Words;
}

export const spoken = createStore<Spoken>(() => ({ language: 'en', words: english }));

let latest: LanguageChoice = 'auto';

/** Speaks another language as soon as its words are there; without them it stays as it is. */
export async function speak(
  choice: LanguageChoice,
  load: () => Promise<Words> = loadChinese,
): Promise<void> {
  latest = choice;
  const language = resolve(choice, navigator.languages);
  const words = language === 'zh' ? await load().catch(() => undefined) : english;
  if (!words || latest !== choice) return;
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  spoken.setState({ language, words });
}

/** The first of the preferred languages that we have, or else English. */
export function resolve(choice: LanguageChoice, preferred: readonly string[]): Language {
  if (choice !== 'auto') return choice;
  for (const tag of preferred) {
    if (/^zh\b/i.test(tag)) return 'zh';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
}

async function loadChinese(): Promise<Words> {
  const { chinese } = await import('./chinese');
  return chinese;
}
