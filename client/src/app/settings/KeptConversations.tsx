import { useRef, useState } from 'react';
import { useChatState, useChats } from '../../chat/ChatsContext';
import { BadFile } from '../../history/decoding';
import { useSettingsWords } from '../../i18n/useSettingsWords';
import { useWords } from '../../i18n/useWords';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { saveFile } from '../../ui/saveFile';
import { say } from '../../ui/toasts';
import { go } from '../router';
import styles from './KeptConversations.module.css';
import { Section } from './Section';

const MEGABYTE = 1024 * 1024;

/** What can be done with all conversations at once. */
export function KeptConversations() {
  const { app } = useWords();
  const words = useSettingsWords();
  const chats = useChats();
  const conversations = useChatState((state) => state.conversations) ?? [];
  const file = useRef<HTMLInputElement>(null);
  const [confirming, setConfirming] = useState(false);
  const [busy, setBusy] = useState(false);

  const attempt = async (what: () => Promise<string>, failed: (why: unknown) => string) => {
    setBusy(true);
    try {
      say({ text: await what() });
    } catch (why) {
      say({ text: failed(why), tone: 'fail' });
    } finally {
      setBusy(false);
    }
  };

  const exportAll = () =>
    attempt(
      async () => {
        const day = new Date().toISOString().slice(0, 10);
        saveFile(await chats.exportAll(), `spate-${day}.json`);
        return words.exported;
      },
      () => words.exportFailed,
    );

  const importAll = (chosen: File) =>
    attempt(async () => words.imported(await chats.importAll(chosen)), notImported);

  const notImported = (why: unknown) => {
    const problem = why instanceof BadFile ? why.problem : undefined;
    if (problem?.kind === 'tooLarge') return words.importTooLarge(problem.mostBytes / MEGABYTE);
    if (problem?.kind === 'notJson') return words.importNotJson;
    if (problem?.kind === 'malformed') return words.importDamaged(problem.where);
    return words.importFailed;
  };

  const deleteAll = async () => {
    setConfirming(false);
    const ids = conversations.map(({ id }) => id);
    go({ kind: 'new' });
    await Promise.all(ids.map((id) => chats.remove(id)));
    say({
      text: words.deletedAll(ids.length),
      action: { label: app.undo, run: () => ids.forEach((id) => void chats.restore(id)) },
    });
  };

  return (
    <Section title={words.conversations} hint={words.conversationsHint}>
      <div className={styles.actions}>
        <Button
          icon="download"
          disabled={busy || conversations.length === 0}
          onClick={() => void exportAll()}
        >
          {words.exportAll}
        </Button>
        <Button icon="upload" disabled={busy} onClick={() => file.current?.click()}>
          {words.import}
        </Button>
        <Button
          tone="danger"
          disabled={busy || conversations.length === 0}
          onClick={() => setConfirming(true)}
        >
          {words.deleteAll}
        </Button>
      </div>
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        aria-label={words.import}
        hidden
        onChange={({ target }) => {
          const chosen = target.files?.[0];
          // The same file may be chosen again.
          target.value = '';
          if (chosen) void importAll(chosen);
        }}
      />
      {confirming && (
        <Dialog
          title={words.deleteAllTitle}
          size="small"
          onClose={() => setConfirming(false)}
          foot={
            <>
              <Button onClick={() => setConfirming(false)}>{app.cancel}</Button>
              <Button tone="danger" onClick={() => void deleteAll()}>
                {app.delete}
              </Button>
            </>
          }
        >
          <p className={styles.confirm}>{words.deleteAllText(conversations.length)}</p>
        </Dialog>
      )}
    </Section>
  );
}
