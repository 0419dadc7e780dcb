import { app } from './en/app';
import { chat } from './en/chat';
import { failures } from './en/failures';
import { inspector } from './en/inspector';
import { markdown } from './en/markdown';

/** Every text of the client in English: always there, and the pattern for the other languages. */
export const english = { app, chat, failures, inspector, markdown };

/** Every text of the client in one language, by area. Sentences with values are functions. */
export type Words = typeof english;
