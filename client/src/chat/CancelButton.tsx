import type { Part, Reply } from '../history/Message';
import { useWords } from '../i18n/useWords';
import { Button } from '../ui/Button';
import { useChats } from './ChatsContext';
import styles from './Composer.module.css';
import { useOf, useSource } from './useSource';

interface Props {
  readonly reply: Reply;
  readonly part: Part;
  readonly onCancel: () => void;
}

/** Ends the live answer; while the gateway can't be reached to do it, stops waiting for that. */
export function CancelButton({ reply, part, onCancel }: Props) {
  const { composer } = useWords().chat;
  const chats = useChats();
  const cut = useOf(useSource(part), ({ connection }) => connection.kind === 'cut');
  const { cancelling = false } = part;
  const label = cancelling ? (cut ? composer.abandon : composer.cancelling) : composer.cancel;
  return (
    <Button
      icon="stop"
      className={styles.cancel ?? ''}
      // Disabled, it would lose the focus.
      aria-disabled={cancelling && !cut}
      onClick={() => {
        if (cancelling && !cut) return;
        void chats.cancel(reply.id);
        onCancel();
      }}
    >
      {label}
    </Button>
  );
}
