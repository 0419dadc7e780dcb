import { LazyPart } from '../ui/LazyPart';
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
        <LazyPart load={loadSearch} onGiveUp={onClose}>
          {({ SearchDialog }) => (
            <SearchDialog search={search} begin={searched} onClose={onClose} />
          )}
        </LazyPart>
      );
    case 'settings':
      return (
        <LazyPart load={loadSettings} onGiveUp={onClose}>
          {({ SettingsDialog }) => <SettingsDialog onClose={onClose} />}
        </LazyPart>
      );
    case 'shortcuts':
      return (
        <LazyPart load={loadShortcuts} onGiveUp={onClose}>
          {({ ShortcutsDialog }) => <ShortcutsDialog onClose={onClose} />}
        </LazyPart>
      );
    case undefined:
      return null;
  }
}
