import { memo } from 'react';
import type { Part, Reply } from '../history/Message';
import type { Branch } from './branches';
import { sameBranch } from './branches';
import { useChats } from './ChatsContext';
import { ConnectionLine } from './ConnectionLine';
import { EndingLine } from './EndingLine';
import { focusMessage } from './focusMessage';
import { ReplyActions } from './ReplyActions';
import { ReplyText } from './ReplyText';
import styles from './ReplyView.module.css';
import { StatsLine } from './StatsLine';
import { useAutoScroll } from './useAutoScroll';
import { type Source, useOf, useSource } from './useSource';

interface Props {
  readonly reply: Reply;
  readonly branch: Branch | undefined;
  /** Nothing follows it. */
  readonly last: boolean;
  readonly readOnly?: boolean;
}

/** A reply: what it says, how it ended, how it came, and what can be done with it. */
export const ReplyView = memo(
  function ReplyView(props: Props) {
    const part = props.reply.parts.at(-1);
    return part ? <PartedReply {...props} part={part} /> : null;
  },
  (before, now) =>
    before.reply === now.reply &&
    before.last === now.last &&
    before.readOnly === now.readOnly &&
    sameBranch(before.branch, now.branch),
);

function PartedReply({ reply, branch, last, readOnly = false, part }: Props & { part: Part }) {
  const source = useSource(part);
  return (
    <div id={reply.id} tabIndex={-1} className={styles.reply}>
      <ReplyText key={reply.id} parts={reply.parts} source={source} />
      <ConnectionLine source={source} />
      <Ended reply={reply} source={source} last={last} readOnly={readOnly} />
      <StatsLine source={source} model={reply.model} />
      <ReplyActions {...{ reply, source, branch, last, readOnly }} />
    </div>
  );
}

interface EndedProps {
  readonly reply: Reply;
  readonly source: Source;
  readonly last: boolean;
  readonly readOnly: boolean;
}

function Ended({ reply, source, last, readOnly }: EndedProps) {
  const chats = useChats();
  const scroll = useAutoScroll();
  const end = useOf(source, (answer) => answer.end);
  const some = reply.parts.some(({ answer }) => answer.text !== '');
  const grown = useOf(source, (answer) => answer.text !== '');
  if (!end) return null;
  const retry = () => {
    scroll.expect();
    focusMessage(reply.id);
    void chats.regenerate(reply.id);
  };
  const goOn = () => {
    focusMessage(reply.id);
    void chats.goOn(reply.id);
  };
  return (
    <EndingLine
      end={end}
      some={some || grown}
      onRetry={readOnly ? undefined : retry}
      onContinue={readOnly || !last ? undefined : goOn}
    />
  );
}
