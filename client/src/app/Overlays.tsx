import { Lazy } from '../ui/Lazy';
import type { Find } from './search/Find';

export type Overlay = 'search' | 'settings' | 'shortcuts';

const loadSearch = () => import('./search/SearchDialog');
const loadSettings = () => import('./settings/SettingsDialog');
const loadShortcuts = () => import('./ShortcutsDialog');

interface Props {
  readonly open: Overlay | undefined;
  readonly search: Find;
  readonly searched?: string | undefined;
  readonly onClose: () => void;
}

/** The dialogs that can be opened from anywhere, one at a time. */
export function Overlays({ open, search, searched = '', onClose }: Props) {
  switch (open) {
    case 'search':
      return (
        <Lazy load={loadSearch} onGiveUp={onClose}>
          {({ SearchDialog }) => (
            <SearchDialog search={search} begin={searched} onClose={onClose} />
          )}
        </Lazy>
      );
    case 'settings':
      return (
        <Lazy load={loadSettings} onGiveUp={onClose}>
          {({ SettingsDialog }) => <SettingsDialog onClose={onClose} />}
        </Lazy>
      );
    case 'shortcuts':
      return (
        <Lazy load={loadShortcuts} onGiveUp={onClose}>
          {({ ShortcutsDialog }) => <ShortcutsDialog onClose={onClose} />}
        </Lazy>
      );
    case undefined:
      return null;
  }
}
