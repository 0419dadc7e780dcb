import type { Words } from './words';
import { app } from './zh/app';
import { chat } from './zh/chat';
import { failures } from './zh/failures';
import { inspector } from './zh/inspector';
import { markdown } from './zh/markdown';

/** Every text of the client in Chinese; loaded when it is needed. */
export const chinese: Words = { app, chat, failures, inspector, markdown };
