import { useState } from 'react';
import { useChatState, useChats } from '../../chat/ChatsContext';
import type { SystemPrompt } from '../../history/Conversation';
import { newId } from '../../history/newId';
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
  const words = app.settings;
  const chats = useChats();
  const prompts = useChatState((state) => state.systemPrompts);
  const [edited, setEdited] = useState<SystemPrompt>();
  const isNew = edited && !prompts.some(({ id }) => id === edited.id);

  const save = (prompt: SystemPrompt) => {
    setEdited(undefined);
    void chats.putSystemPrompt(prompt);
  };

  const remove = (prompt: SystemPrompt) => {
    void chats.deleteSystemPrompt(prompt.id);
    say({
      text: words.systemPromptDeleted(prompt.name),
      action: { label: app.undo, run: () => void chats.putSystemPrompt(prompt) },
    });
  };

  const form = edited && (
    <SystemPromptForm
      key={edited.id}
      prompt={edited}
      onSave={save}
      onCancel={() => setEdited(undefined)}
    />
  );

  return (
    <Section title={words.systemPrompts} hint={words.systemPromptsHint}>
      {prompts.length > 0 && (
        <ul className={styles.prompts}>
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
