import { ending } from './ending';
import { sentence } from './sentence';
import type { Turn } from './Turn';

/** What a screen reader says of the last turn: its boundaries, never its tokens. */
export function announcement(turn: Turn | undefined): string {
  if (!turn) return '';
  const { end, connection } = turn.answer;
  if (end) return ending(turn)?.text ?? 'Answer complete.';
  if (turn.problem) return `Could not stop. ${sentence(turn.problem.detail)}`;
  switch (connection.kind) {
    case 'waiting':
      return 'Waiting for the answer.';
    case 'open':
      return 'Answering.';
    case 'cut':
      return 'Connection lost. Reconnecting.';
  }
}
