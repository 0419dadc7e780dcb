import { useRef, useState } from 'react';
import { useChatState, useChats } from '../../chat/ChatsContext';
import type { SystemPrompt } from '../../history/Conversation';
import { newId } from '../../history/newId';
import { useSettingsWords } from '../../i18n/useSettingsWords';
import { useWords } from '../../i18n/useWords';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { say } from '../../ui/toasts';
import { Section } from './Section';
import { SystemPromptForm } from './SystemPromptForm';
import styles from './SystemPrompts.module.css';

/** The system prompts that somebody keeps: to be added, changed and thrown away. */
export function SystemPrompts() {
  const { app } = useWords();
  const words = useSettingsWords();
  const chats = useChats();
  const prompts = useChatState((state) => state.systemPrompts);
  const [edited, setEdited] = useState<SystemPrompt>();
  const list = useRef<HTMLUListElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const isNew = edited && !prompts.some(({ id }) => id === edited.id);

  const leave = () => {
    setEdited(undefined);
    // The button that began it is there again once this has been drawn.
    requestAnimationFrame(() => {
      const edit = list.current?.querySelector<HTMLElement>(`[data-edits="${edited?.id}"]`);
      (isNew ? add.current : edit)?.focus();
    });
  };

  const save = (prompt: SystemPrompt) => {
    leave();
    void chats.putSystemPrompt(prompt);
  };

  const remove = (prompt: SystemPrompt) => {
    add.current?.focus();
    void chats.deleteSystemPrompt(prompt.id);
    say({
      text: words.systemPromptDeleted(prompt.name),
      action: { label: app.undo, run: () => void chats.putSystemPrompt(prompt) },
    });
  };

  const form = edited && (
    <SystemPromptForm key={edited.id} prompt={edited} onSave={save} onCancel={leave} />
  );

  return (
    <Section title={words.systemPrompts} hint={words.systemPromptsHint}>
      {prompts.length > 0 && (
        <ul ref={list} className={styles.prompts}>
          {prompts.map((prompt) => (
            <li key={prompt.id}>
              {edited?.id === prompt.id ? (
                form
              ) : (
                <div className={styles.prompt}>
                  <p className={styles.name}>{prompt.name}</p>
                  <p className={styles.text}>{prompt.text}</p>
                  <div className={styles.actions}>
                    <IconButton
                      icon="pencil"
                      label={words.editSystemPrompt(prompt.name)}
                      data-edits={prompt.id}
                      onClick={() => setEdited(prompt)}
                    />
                    <IconButton
                      icon="trash"
                      label={words.deleteSystemPrompt(prompt.name)}
                      onClick={() => remove(prompt)}
                    />
                  </div>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {isNew ? (
        form
      ) : (
        <Button
          ref={add}
          className={styles.add ?? ''}
          icon="plus"
          onClick={() => setEdited({ id: newId(), name: '', text: '' })}
        >
          {words.addSystemPrompt}
        </Button>
      )}
    </Section>
  );
}
