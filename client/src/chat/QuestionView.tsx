import { memo, useLayoutEffect, useRef } from 'react';
import type { MessageId, Question } from '../history/Message';
import { useWords } from '../i18n/useWords';
import { perform } from '../ui/actions';
import { Hidden } from '../ui/Hidden';
import { IconButton } from '../ui/IconButton';
import { BranchPicker } from './BranchPicker';
import { type Branch, sameBranch } from './branches';
import { useChats } from './ChatsContext';
import { CopyButton } from './CopyButton';
import { focusMessage } from './focusMessage';
import { QuestionEditor } from './QuestionEditor';
import { QuestionText } from './QuestionText';
import styles from './QuestionView.module.css';
import { useAutoScroll } from './useAutoScroll';

interface Props {
  readonly question: Question;
  readonly branch: Branch | undefined;
  readonly editing: boolean;
  /** Begins to edit a question, or none any more. Without it the question is only read. */
  readonly onEdit?: ((question: MessageId | undefined) => void) | undefined;
}

/** A question over a hairline, or the field in which it is put in other words. */
export const QuestionView = memo(
  function QuestionView({ question, branch, editing, onEdit }: Props) {
    const words = useWords().chat.question;
    const chats = useChats();
    const scroll = useAutoScroll();
    const edited = useRef(editing);

    // The field that had the focus is gone, unless another one has it by now.
    useLayoutEffect(() => {
      const left = edited.current && !editing;
      edited.current = editing;
      if (left && document.activeElement === document.body) focusMessage(question.id);
    }, [editing, question.id]);

    const leave = () => onEdit?.(undefined);
    const save = (words: string) => {
      scroll.expect();
      void chats.edit(question.id, words);
      leave();
      perform('write');
    };
    const choose = (id: MessageId) => {
      scroll.release();
      void chats.choose(id);
    };

    return (
      <div className={styles.question}>
        <div hidden={editing}>
          <QuestionText id={question.id} text={question.text} />
        </div>
        {editing && (
          // The headings of the answer are below it.
          <h2>
            <Hidden>{question.text}</Hidden>
          </h2>
        )}
        {editing && <QuestionEditor text={question.text} onSave={save} onLeave={leave} />}
        {branch && !editing && <BranchPicker branch={branch} of="question" onChoose={choose} />}
        {!editing && (
          <div className={styles.actions}>
            {onEdit && (
              <IconButton icon="pencil" label={words.edit} onClick={() => onEdit(question.id)} />
            )}
            <CopyButton label={words.copy} text={() => question.text} />
          </div>
        )}
      </div>
    );
  },
  (before, now) =>
    before.question === now.question &&
    before.editing === now.editing &&
    before.onEdit === now.onEdit &&
    sameBranch(before.branch, now.branch),
);
