import type { Answer, End, Seam } from './answer';
import type { Entry, StreamEvent } from './events';

/** What an answer is folded from: the stream's own entries, and what befell the connection. */
export type Happening =
  | { readonly kind: 'entry'; readonly entry: Entry }
  | { readonly kind: 'opened'; readonly stream: string; readonly at: number }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'ended'; readonly end: End };

export function reduce(answer: Answer, happening: Happening): Answer {
  if (answer.end) return answer;
  switch (happening.kind) {
    case 'entry':
      return append(answer, happening.entry);
    case 'opened':
      return open(answer, happening.stream, happening.at);
    case 'cut':
      return answer.connection.kind === 'cut'
        ? answer
        : { ...answer, connection: { kind: 'cut', at: happening.at } };
    case 'ended':
      return { ...answer, end: happening.end };
  }
}

// Only the very next position counts: one that was seen is old, and one too far means a loss,
// which resuming from here mends.
function append(answer: Answer, { position, event }: Entry): Answer {
  if (position !== answer.position + 1) return answer;
  return { ...answer, position, ...told(answer, event) };
}

function told(answer: Answer, event: StreamEvent): Partial<Answer> {
  switch (event.kind) {
    case 'started':
      return { model: event.model };
    case 'text':
      return { text: answer.text + event.text };
    case 'other':
      return {};
    case 'finished':
    case 'failed':
      return { end: event };
  }
}

function open(answer: Answer, stream: string, at: number): Answer {
  const opened: Answer = { ...answer, stream, connection: { kind: 'open' } };
  if (answer.connection.kind !== 'cut' || answer.position === 0) return opened;
  const seam: Seam = {
    position: answer.position,
    length: answer.text.length,
    awayMillis: at - answer.connection.at,
  };
  return { ...opened, seams: [...answer.seams.filter((s) => s.position !== seam.position), seam] };
}
