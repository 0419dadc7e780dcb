import { type FormEvent, useState } from 'react';
import type { Choice } from '../history/Conversation';
import { newId } from '../history/newId';
import { useWords } from '../i18n/useWords';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Field } from '../ui/Field';
import { IconButton } from '../ui/IconButton';
import { Input } from '../ui/Input';
import { TextArea } from '../ui/TextArea';
import { useChatState, useChats } from './ChatsContext';
import styles from './SystemPromptPanel.module.css';

const LONGEST_NAME_CHARS = 80;

interface Props {
  readonly text: string;
  readonly onChoose: (choice: Pick<Choice, 'system'>) => void;
  readonly onClose: () => void;
}

/** What the model is told before all questions of a conversation; it can be kept, and had again. */
export function SystemPromptPanel({ text, onChoose, onClose }: Props) {
  const words = useWords().chat.system;
  const chats = useChats();
  const kept = useChatState((state) => state.systemPrompts);
  const [name, setName] = useState('');
  const same = kept.some((each) => each.text === text);

  const keep = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '' || text.trim() === '') return;
    void chats.putSystemPrompt({ id: newId(), name: name.trim(), text });
    setName('');
  };

  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      foot={
        <>
          <Button disabled={text === ''} onClick={() => onChoose({ system: '' })}>
            {words.clear}
          </Button>
          <Button tone="primary" onClick={onClose}>
            {words.close}
          </Button>
        </>
      }
    >
      <div className={styles.panel}>
        <Field label={words.text}>
          {(ids) => (
            <TextArea
              {...ids}
              data-begin
              className={styles.field ?? ''}
              placeholder={words.placeholder}
              value={text}
              onChange={({ target }) => onChoose({ system: target.value })}
            />
          )}
        </Field>
        {text.trim() !== '' && !same && (
          <form className={styles.keep} onSubmit={keep}>
            <Input
              aria-label={words.keepAs}
              placeholder={words.keepAs}
              maxLength={LONGEST_NAME_CHARS}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
            <Button type="submit" disabled={name.trim() === ''}>
              {words.keep}
            </Button>
          </form>
        )}
        {kept.length > 0 && (
          <div>
            <h3 className={styles.heading}>{words.kept}</h3>
            <ul className={styles.list}>
              {kept.map((each) => (
                <li key={each.id}>
                  <button
                    type="button"
                    className={styles.use}
                    aria-pressed={each.text === text}
                    onClick={() => onChoose({ system: each.text })}
                  >
                    <span className={styles.name}>{each.name}</span>
                    <span className={styles.text}>{each.text}</span>
                  </button>
                  <IconButton
                    icon="trash"
                    label={words.remove(each.name)}
                    onClick={() => void chats.deleteSystemPrompt(each.id)}
                  />
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Dialog>
  );
}
