import { app } from './en/app';
import { chat } from './en/chat';
import { failures } from './en/failures';
import { markdown } from './en/markdown';

/** What the page says in English, and the pattern for the other languages. */
export const english = { app, chat, failures, markdown };
