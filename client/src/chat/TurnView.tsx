import { memo } from 'react';
import type { MessageId, Question, Reply } from '../history/Message';
import { isLive } from '../history/Message';
import { type Branch, sameBranch } from './branches';
import { QuestionView } from './QuestionView';
import { ReplyView } from './ReplyView';

interface Props {
  readonly question: Question | undefined;
  readonly reply: Reply | undefined;
  readonly questionBranch: Branch | undefined;
  readonly replyBranch: Branch | undefined;
  /** Nothing follows it. */
  readonly last: boolean;
  readonly editing: boolean;
  readonly onEdit: (question: MessageId | undefined) => void;
}

/** A question, and the reply to it. What did not change of a turn is not drawn again. */
export const TurnView = memo(
  function TurnView(turn: Props) {
    const { question, reply } = turn;
    return (
      <article aria-labelledby={question?.id} aria-busy={isLive(reply)}>
        {question && (
          <QuestionView
            question={question}
            branch={turn.questionBranch}
            editing={turn.editing}
            onEdit={turn.onEdit}
          />
        )}
        {reply && <ReplyView reply={reply} branch={turn.replyBranch} last={turn.last} />}
      </article>
    );
  },
  (before, now) =>
    before.question === now.question &&
    before.reply === now.reply &&
    before.last === now.last &&
    before.editing === now.editing &&
    before.onEdit === now.onEdit &&
    sameBranch(before.questionBranch, now.questionBranch) &&
    sameBranch(before.replyBranch, now.replyBranch),
);
