import { createStore } from 'zustand/vanilla';
import type { Words } from './english';
import { type Language, words } from './words';

/** What somebody chose: `auto` goes by the browser's languages. */
export type LanguageChoice = 'auto' | Language;

/** The language that is spoken now, with its words. */
export interface Spoken {
  readonly language: Language;
  readonly words: Words;
}

/** Before the first words are there, nothing is drawn that could ask for one. */
const unspoken = { language: 'en' } as Spoken;

export const spoken = createStore<Spoken>(() => unspoken);

const RETRY_MILLIS = 1_000;

let latest: LanguageChoice = 'auto';

/**
 * Speaks another language as soon as its words are there; without them it stays as it is. The first
 * are asked for until they come.
 */
export async function speak(choice: LanguageChoice, load = words): Promise<void> {
  latest = choice;
  const language = resolve(choice, navigator.languages);
  const first = spoken.getState() === unspoken;
  const told = await (first ? untilThere(load[language]) : load[language]()).catch(() => undefined);
  if (!told || latest !== choice) return;
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  spoken.setState({ language, words: told });
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

/** Without any words there is no page. */
async function untilThere(load: () => Promise<Words>): Promise<Words> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MILLIS));
    }
  }
}
