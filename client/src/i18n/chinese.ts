import type { Words } from './english';
import { app } from './zh/app';
import { chat } from './zh/chat';
import { failures } from './zh/failures';
import { markdown } from './zh/markdown';

/** What the page says in Chinese. */
export const chinese: Words = { app, chat, failures, markdown };
