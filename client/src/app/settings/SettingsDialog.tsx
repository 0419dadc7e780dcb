import { useSettingsWords } from '../../i18n/useSettingsWords';
import { Dialog } from '../../ui/Dialog';
import { Appearance } from './Appearance';
import { KeptConversations } from './KeptConversations';
import { SystemPrompts } from './SystemPrompts';
import { Writing } from './Writing';

/** Everything that somebody can have otherwise. What is changed holds at once. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { title } = useSettingsWords();
  return (
    <Dialog title={title} onClose={onClose}>
      <Appearance />
      <Writing />
      <SystemPrompts />
      <KeptConversations />
    </Dialog>
  );
}
