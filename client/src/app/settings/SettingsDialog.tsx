import { useWords } from '../../i18n/useWords';
import { Dialog } from '../../ui/Dialog';
import { Appearance } from './Appearance';
import { KeptConversations } from './KeptConversations';
import { SystemPrompts } from './SystemPrompts';
import { Writing } from './Writing';

/** Everything that somebody can have otherwise. What is changed holds at once. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { app } = useWords();
  return (
    <Dialog title={app.settings.title} onClose={onClose}>
      <Appearance />
      <Writing />
      <SystemPrompts />
      <KeptConversations />
    </Dialog>
  );
}
