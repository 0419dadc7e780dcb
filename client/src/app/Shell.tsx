import { type ReactNode, useState } from 'react';
import { useWords } from '../i18n/useWords';
import { perform, useAction } from '../ui/actions';
import { Drawer } from '../ui/Drawer';
import { Hidden } from '../ui/Hidden';
import { IconButton } from '../ui/IconButton';
import { settings } from '../ui/settings';
import { useMedia } from '../ui/useMedia';
import { useSetting } from '../ui/useSetting';
import { ConversationList } from './ConversationList';
import { Panel } from './Panel';
import type { Route } from './routes';
import styles from './Shell.module.css';
import { keysFor } from './shortcuts';

interface Props {
  readonly route: Route;
  /** Of what is shown. */
  readonly title: string;
  /** What is shown has no heading of its own: the title is. */
  readonly heading: boolean;
  readonly children: ReactNode;
  readonly panel?: ReactNode;
  readonly onClosePanel: () => void;
  readonly drawerOpen?: boolean;
}

/**
 * The frame around what is shown: the list before it, and a panel after it. Where there is no room
 * for both, the list gives way to the panel; on the phone both lie over what is shown.
 */
export function Shell(props: Props) {
  const { route, title, heading, children, panel, onClosePanel, drawerOpen = false } = props;
  const { app } = useWords();
  const phone = useMedia('(width < 720px)');
  const hidden = useSetting('listHidden');
  const roomForOne = useMedia('(1104px <= width < 1400px)');
  const folded = roomForOne && Boolean(panel);
  const barred = phone || hidden || folded;
  const [drawer, setDrawer] = useState(drawerOpen);
  const shown = route.kind === 'conversation' ? route.id : undefined;

  // Whatever was chosen in it is what somebody wants to see now.
  const [drawerFor, setDrawerFor] = useState(route);
  if (drawerFor !== route) {
    setDrawerFor(route);
    setDrawer(false);
  }
  if (drawer && !phone && !folded) setDrawer(false);

  const toggle = () => {
    if (phone || folded) setDrawer((open) => !open);
    else settings.change({ listHidden: !hidden });
  };
  useAction('toggleList', () => {
    toggle();
    return true;
  });

  return (
    <div className={styles.shell} data-list={!barred} data-folded={folded}>
      {!barred && (
        <div className={styles.list}>
          <ConversationList shown={shown} onHide={toggle} />
        </div>
      )}
      {barred && (
        <header className={styles.bar}>
          <IconButton
            icon={phone ? 'menu' : 'sidebar'}
            label={app.list.show}
            keys={keysFor('toggleList')}
            onClick={toggle}
          />
          {heading ? (
            <h1 className={styles.title}>{title}</h1>
          ) : (
            <p className={styles.title}>{title}</p>
          )}
          <IconButton
            icon="plus"
            label={app.list.new}
            keys={keysFor('newConversation')}
            onClick={() => perform('newConversation')}
          />
        </header>
      )}
      <div className={styles.content}>
        {heading && !barred && (
          <header>
            <h1>
              <Hidden>{title}</Hidden>
            </h1>
          </header>
        )}
        {children}
      </div>
      {panel && <Panel onClose={onClosePanel}>{panel}</Panel>}
      {drawer && (
        <Drawer label={app.list.label} onClose={() => setDrawer(false)}>
          <ConversationList shown={shown} onHide={() => setDrawer(false)} />
        </Drawer>
      )}
    </div>
  );
}
