import { useWords } from '../i18n/useWords';
import { Dialog } from '../ui/Dialog';
import styles from './ShortcutsDialog.module.css';
import { onMac, type Shortcut, shortcuts, writtenKeys } from './shortcuts';

const GROUPS: readonly Shortcut['group'][] = ['everywhere', 'composer', 'list'];

/** What can be done with the keyboard. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const { app } = useWords();
  return (
    <Dialog title={app.shortcuts.title} reading onClose={onClose}>
      <div className={styles.groups}>
        {GROUPS.map((group) => (
          <section key={group}>
            <h3 className={styles.group}>{app.shortcuts.groups[group]}</h3>
            <dl>
              {shortcuts
                .filter((shortcut) => shortcut.group === group)
                .map((shortcut) => (
                  <div key={shortcut.name} className={styles.row}>
                    <dt>{app.shortcuts.names[shortcut.name]}</dt>
                    <dd>
                      {writtenKeys(shortcut, onMac).map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
