import type { Words } from '../../i18n/english';
import { perform } from '../../ui/actions';
import type { IconName } from '../../ui/Icon';
import { settings } from '../../ui/settings';
import { keysFor } from '../shortcuts';

/** Something that can be done from the search. */
export interface Command {
  readonly name: string;
  readonly icon: IconName;
  readonly keys?: string | undefined;
  readonly run: () => void;
}

/** What can be done, named as the language names it. */
export function commands({ app }: Words, dark: boolean): readonly Command[] {
  return [
    {
      name: app.list.new,
      icon: 'plus',
      keys: keysFor('newConversation'),
      run: () => perform('newConversation'),
    },
    { name: app.list.settings, icon: 'settings', run: () => perform('settings') },
    {
      name: app.list.shortcuts,
      icon: 'keyboard',
      keys: keysFor('help'),
      run: () => perform('help'),
    },
    {
      name: app.shortcuts.names.toggleList,
      icon: 'sidebar',
      keys: keysFor('toggleList'),
      run: () => perform('toggleList'),
    },
    {
      name: app.shortcuts.names.inspect,
      icon: 'gauge',
      keys: keysFor('inspect'),
      run: () => perform('inspect'),
    },
    {
      name: dark ? app.search.lightTheme : app.search.darkTheme,
      icon: 'contrast',
      run: () => settings.change({ theme: dark ? 'light' : 'dark' }),
    },
  ];
}
