import { app } from './en/app';
import { chat } from './en/chat';
import { failures } from './en/failures';
import { markdown } from './en/markdown';

/** What the page says in English, and the pattern for the other languages. */
export const english = { app, chat, failures, markdown };

/**
 * What the page says in one language, by area. Sentences with values are functions. Parts that are
 * loaded when they are wanted bring their own: `useTold`.
 */
export type Words = typeof english;
