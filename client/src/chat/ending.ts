import type { End } from '../stream/answer';
import { sentence } from './sentence';
import type { Turn } from './Turn';

export interface Ending {
  readonly text: string;
  readonly tone: 'quiet' | 'warn' | 'fail';
  readonly code?: string;
}

/** What the page says of a turn's end; of the ordinary one, nothing. */
export function ending({ answer, takenBack }: Turn): Ending | undefined {
  return answer.end && said(answer.end, takenBack);
}

function said(end: End, takenBack: boolean): Ending | undefined {
  switch (end.kind) {
    case 'finished':
      return finished(end.reason);
    case 'failed':
      return { text: sentence(end.message) || 'The answer failed.', tone: 'fail', code: end.code };
    case 'refused':
      return { text: sentence(end.problem.detail), tone: 'fail' };
    case 'unreachable': {
      const back = takenBack ? ' Your prompt is back in the box.' : '';
      return { text: `The gateway can't be reached.${back}`, tone: 'fail' };
    }
    case 'gone':
      return { text: 'The gateway no longer has this answer.', tone: 'warn' };
    case 'allRead':
      return { text: 'Everything was read already.', tone: 'quiet' };
  }
}

function finished(reason: string): Ending | undefined {
  switch (reason) {
    case 'stop':
      return undefined;
    case 'cancelled':
      return { text: 'Cancelled.', tone: 'quiet' };
    case 'length':
      return { text: 'Cut short at the length limit.', tone: 'warn' };
    case 'content_filter':
      return { text: 'Ended by the content filter.', tone: 'warn' };
    case 'tool_calls':
      return { text: 'Ended with a tool call.', tone: 'quiet' };
    default:
      return { text: `Ended: ${reason}.`, tone: 'quiet' };
  }
}
