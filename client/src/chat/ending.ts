import type { Words } from '../i18n/english';
import type { Formats } from '../i18n/formats';
import type { End } from '../stream/answer';
import type { Problem } from '../stream/problem';
import { sentence } from './sentence';

/** What the page says of the end of an answer, and what may be done about it. */
export interface Ending {
  readonly text: string;
  readonly tone: 'quiet' | 'warn' | 'fail';
  /** The gateway's own words. */
  readonly detail?: string;
  readonly code?: string;
  /** It may be asked once more. */
  readonly again: boolean;
  /** It may go on from where it is. */
  readonly onward: boolean;
}

/** How an answer that has some text, or none, ended; of the ordinary end, nothing is said. */
export function ending(
  end: End,
  some: boolean,
  words: Words,
  formats: Pick<Formats, 'time'>,
): Ending | undefined {
  switch (end.kind) {
    case 'finished':
      return finished(end.reason, some, words);
    case 'failed':
      return {
        text: failure(end.code, words),
        tone: 'fail',
        ...detailed(failure(end.code, words), end.message),
        code: end.code,
        again: true,
        onward: some,
      };
    case 'refused':
      return {
        text: refusal(end.problem, words),
        tone: 'fail',
        ...detailed(refusal(end.problem, words), end.problem.detail || end.problem.title),
        again: true,
        onward: some,
      };
    case 'gone':
      return { text: gone(end, some, words, formats), tone: 'warn', again: true, onward: some };
    case 'abandoned':
      return { text: words.chat.ending.abandoned, tone: 'quiet', again: true, onward: some };
  }
}

/** What a problem means to whoever chats. */
export function refusal({ type, status }: Problem, { failures }: Words): string {
  if (status === 0) return failures.unreachable;
  const name = type.replace(/^urn:spate:/, '');
  return own(failures.problems, name) ?? failures.unknownProblem(status);
}

function finished(reason: string, some: boolean, { chat }: Words): Ending | undefined {
  const said = chat.ending;
  switch (reason) {
    case 'stop':
      return undefined;
    case 'cancelled':
      return { text: said.cancelled, tone: 'quiet', again: !some, onward: some };
    case 'length':
      return { text: said.length, tone: 'warn', again: !some, onward: some };
    case 'content_filter':
      return { text: said.contentFilter, tone: 'warn', again: true, onward: false };
    case 'tool_calls':
      return { text: said.toolCalls, tone: 'quiet', again: false, onward: false };
    default:
      return { text: said.other(reason), tone: 'quiet', again: true, onward: some };
  }
}

/** The gateway's own words, where they say more than the page's. */
function detailed(text: string, told: string): Pick<Ending, 'detail'> {
  const detail = sentence(told);
  return detail === text ? {} : { detail };
}

function failure(code: string, { failures }: Words): string {
  return own(failures.codes, code) ?? failures.unknownCode;
}

function gone(
  { ended, forgotten }: Extract<End, { kind: 'gone' }>,
  some: boolean,
  { chat }: Words,
  { time }: Pick<Formats, 'time'>,
): string {
  const said = chat.ending;
  const above = some ? said.above : '';
  if (ended === undefined)
    return forgotten === undefined ? said.gone : said.forgotten(time(forgotten)) + above;
  return forgotten === undefined
    ? said.finishedThenForgotten(time(ended)) + above
    : said.finishedAndForgotten(time(ended), time(forgotten)) + above;
}

/** What comes from outside names nothing of an object's prototype. */
function own(sentences: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(sentences, name) ? sentences[name] : undefined;
}
