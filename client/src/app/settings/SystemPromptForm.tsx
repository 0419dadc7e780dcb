import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { SystemPrompt } from '../../history/Conversation';
import { useSettingsWords } from '../../i18n/useSettingsWords';
import { useWords } from '../../i18n/useWords';
import { Button } from '../../ui/Button';
import { composes } from '../../ui/composes';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { TextArea } from '../../ui/TextArea';
import styles from './SystemPromptForm.module.css';

const MOST_NAME_CHARACTERS = 80;
const MOST_TEXT_CHARACTERS = 20_000;

interface Props {
  readonly prompt: SystemPrompt;
  readonly onSave: (prompt: SystemPrompt) => void;
  readonly onCancel: () => void;
}

/** Where a system prompt is written. */
export function SystemPromptForm({ prompt, onSave, onCancel }: Props) {
  const { app } = useWords();
  const words = useSettingsWords();
  const [name, setName] = useState(prompt.name);
  const [text, setText] = useState(prompt.text);
  const [asked, setAsked] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const textField = useRef<HTMLTextAreaElement>(null);
  const nameMissing = name.trim() === '';
  const textMissing = text.trim() === '';

  // What is begun at the lower edge would have its buttons below it.
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (nameMissing) nameField.current?.focus();
    else if (textMissing) textField.current?.focus();
    else onSave({ ...prompt, name: name.trim(), text });
  };

  return (
    <form
      className={styles.form}
      ref={form}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || composes(event.nativeEvent)) return;
        // Only the form is left, not the dialog.
        event.preventDefault();
        onCancel();
      }}
    >
      <Field
        label={words.systemPromptName}
        error={asked && nameMissing ? words.systemPromptNameMissing : undefined}
      >
        {(ids) => (
          <Input
            {...ids}
            ref={nameField}
            autoFocus
            maxLength={MOST_NAME_CHARACTERS}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        )}
      </Field>
      <Field
        label={words.systemPromptText}
        error={asked && textMissing ? words.systemPromptTextMissing : undefined}
      >
        {(ids) => (
          <TextArea
            {...ids}
            ref={textField}
            maxLength={MOST_TEXT_CHARACTERS}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      <div className={styles.actions}>
        <Button tone="quiet" onClick={onCancel}>
          {app.cancel}
        </Button>
        <Button type="submit" tone="primary">
          {app.save}
        </Button>
      </div>
    </form>
  );
}
