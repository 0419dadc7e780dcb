import { useContext } from 'react';
import type { Reply } from '../history/Message';
import { useWords } from '../i18n/useWords';
import { copyText } from '../ui/copyText';
import { IconButton } from '../ui/IconButton';
import { Menu, type MenuItem } from '../ui/Menu';
import { say } from '../ui/toasts';
import { BranchPicker } from './BranchPicker';
import type { Branch } from './branches';
import { useChatState, useChats } from './ChatsContext';
import { CopyButton } from './CopyButton';
import { focusMessage } from './focusMessage';
import { InspectContext } from './InspectContext';
import styles from './ReplyActions.module.css';
import { sourceText } from './sourceText';
import { useAutoScroll } from './useAutoScroll';
import { type Source, useOf } from './useSource';

interface Props {
  readonly reply: Reply;
  readonly source: Source;
  readonly branch: Branch | undefined;
  /** Nothing follows the answer. */
  readonly last: boolean;
  readonly readOnly: boolean;
}

/** What can be done with an answer. */
export function ReplyActions({ reply, source, branch, last, readOnly }: Props) {
  const words = useWords().chat.reply;
  const chats = useChats();
  const scroll = useAutoScroll();
  const { key: inspected, inspect } = useContext(InspectContext);
  const models = useChatState((state) => state.models);
  const stream = useOf(source, (answer) => answer.stream);
  const ended = useOf(source, (answer) => answer.end !== undefined);
  const key = reply.parts.at(-1)?.key;
  const again = ended && !readOnly;

  const regenerate = (model?: string) => {
    scroll.expect();
    focusMessage(reply.id);
    void chats.regenerate(reply.id, model);
  };
  const link = async (id: string) => {
    const copied = await copyText(`${location.origin}/s/${encodeURIComponent(id)}`);
    say(copied ? { text: words.linkCopied } : { text: words.notCopied, tone: 'fail' });
  };
  const others = again ? (models ?? []).filter(({ id }) => id !== reply.model) : [];
  const items: MenuItem[] = others.map(({ id }, index) => ({
    label: words.regenerateWith(id),
    lineAfter: index === others.length - 1 && stream !== undefined,
    onSelect: () => regenerate(id),
  }));
  if (stream !== undefined)
    items.push({ label: words.link, icon: 'link', onSelect: () => void link(stream) });

  return (
    <div className={styles.line}>
      {branch && (
        <BranchPicker
          branch={branch}
          of="reply"
          onChoose={(id) => {
            scroll.release();
            void chats.choose(id);
          }}
        />
      )}
      <div className={styles.actions} data-last={last}>
        <CopyButton label={words.copy} text={() => sourceText(reply, chats)} />
        {again && <IconButton icon="retry" label={words.regenerate} onClick={() => regenerate()} />}
        {key !== undefined && (
          <IconButton
            icon="gauge"
            label={words.inspect}
            aria-pressed={inspected === key}
            onClick={() => inspect(inspected === key ? undefined : key)}
          />
        )}
        {items.length > 0 && <Menu label={words.more} items={items} align="start" />}
      </div>
    </div>
  );
}
