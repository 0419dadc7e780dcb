import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect } from 'react';
import { type Conversation, MOST_QUEUED } from '../history/Conversation';
import type { Reply } from '../history/Message';
import { isLive } from '../history/Message';
import { useWords } from '../i18n/useWords';
import { useAction } from '../ui/actions';
import { Button } from '../ui/Button';
import { useMedia } from '../ui/useMedia';
import { useSetting } from '../ui/useSetting';
import { CancelButton } from './CancelButton';
import { useChats } from './ChatsContext';
import { ChoiceLine } from './ChoiceLine';
import styles from './Composer.module.css';
import { GrowingField } from './GrowingField';
import { QueueLines } from './QueueLines';
import { sends } from './sends';
import { useAutoScroll } from './useAutoScroll';

interface Props {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly conversation: Conversation;
  /** The last reply on the shown path. */
  readonly reply: Reply | undefined;
  readonly onEditLast: () => boolean;
}

/** Where a question is written, and what goes along with it is chosen. */
export function Composer({ field, conversation, reply, onEditLast }: Props) {
  const words = useWords().chat.composer;
  const chats = useChats();
  const scroll = useAutoScroll();
  const enterSends = useSetting('enterSends');
  const fine = useMedia('(pointer: fine)');
  const { draft, queue } = conversation;
  const part = reply?.parts.at(-1);
  const live = isLive(reply);
  const ready = draft.trim() !== '' && (!live || queue.length < MOST_QUEUED);

  // Where there is a mouse there is, as a rule, a keyboard, and none comes up over the page.
  useEffect(() => {
    const { current } = field;
    if (!current || !fine) return;
    // Whoever came for one message of the conversation is there by now.
    if (document.activeElement?.closest('[role=log]')) return;
    current.focus({ preventScroll: true });
    current.setSelectionRange(current.value.length, current.value.length);
  }, [fine, field]);

  const send = () => {
    if (!ready) return;
    if (!live) scroll.expect();
    void chats.ask(draft);
  };
  // Where there is a mouse, its button gives the focus back.
  const back = (act?: () => void) => {
    act?.();
    if (fine) field.current?.focus({ preventScroll: true });
  };
  useAction('write', () => {
    back();
    return fine;
  });
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (sends(event.nativeEvent, enterSends)) {
      event.preventDefault();
      send();
    } else if (event.key === 'ArrowUp' && draft === '' && plain(event) && onEditLast()) {
      event.preventDefault();
    }
  };
  // All that can't be pressed itself is the field's; pressing it takes no focus away.
  const point = (event: MouseEvent<HTMLElement>) => {
    const other = 'button, textarea, li, dialog, [popover]';
    if (event.target instanceof Element && event.target.closest(other)) return;
    event.preventDefault();
    field.current?.focus({ preventScroll: true });
  };

  return (
    // No form, for the dialogs that are opened in it have some.
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are the field's.
    <div className={styles.composer} onMouseDown={point}>
      <QueueLines queue={queue} />
      <GrowingField
        ref={field}
        className={styles.field ?? ''}
        aria-label={words.label}
        placeholder={live ? words.placeholderNext : words.placeholder}
        enterKeyHint={enterSends ? 'send' : 'enter'}
        value={draft}
        onChange={({ target }) => chats.draft(target.value)}
        onKeyDown={press}
      />
      <div className={styles.line}>
        <ChoiceLine conversation={conversation} />
        {(!live || draft.trim() !== '') && (
          <Button tone="primary" disabled={!ready} onClick={() => back(send)}>
            {live ? words.queue : words.send}
          </Button>
        )}
        {live && reply && part && (
          <CancelButton reply={reply} part={part} onCancel={() => back()} />
        )}
      </div>
    </div>
  );
}

function plain(event: KeyboardEvent): boolean {
  return !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
}
