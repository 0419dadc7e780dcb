import type { End } from '../stream/answer';

export interface Ending {
  readonly text: string;
  readonly tone: 'quiet' | 'warn' | 'fail';
  readonly code?: string;
}

/** What the page says of an end; of the ordinary one, nothing. */
export function ending(end: End): Ending | undefined {
  switch (end.kind) {
    case 'finished':
      return finished(end.reason);
    case 'failed':
      return { text: `Failed: ${end.message}`, tone: 'fail', code: end.code };
    case 'refused':
      return { text: end.problem.detail, tone: 'fail' };
    case 'gone':
      return { text: `This answer is gone. ${end.problem.detail}`, tone: 'warn' };
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
