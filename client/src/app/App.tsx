import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { ChatPage } from '../chat/ChatPage';
import type { Chats } from '../chat/Chats';
import { ChatsContext } from '../chat/ChatsContext';
import { InspectContext } from '../chat/InspectContext';
import { useWords } from '../i18n/useWords';
import { perform, useAction } from '../ui/actions';
import { LazyPart } from '../ui/LazyPart';
import { Toaster } from '../ui/Toaster';
import { NotFound } from './NotFound';
import { type Overlay, Overlays } from './Overlays';
import { headingOf, pageTitle, usePageTitle } from './pageTitle';
import { go } from './router';
import type { Route } from './routes';
import { Shell } from './Shell';
import type { Find } from './search/Find';
import { useShortcuts } from './useShortcuts';
import { useShown } from './useShown';

const loadLive = () => import('../live/Live');
const loadInspector = () => import('../inspector/Inspector');
const loadStreamPage = () => import('../chat/StreamPage');

interface Props {
  readonly route: Route;
  readonly chats: Chats;
  readonly search: Find;
  /** What is open at first, where a state is shown. */
  readonly open?: {
    readonly overlay?: Overlay;
    readonly searched?: string;
    readonly drawer?: boolean;
  };
}

/** The whole page: what the address says, in the shell, and what may lie over it. */
export function App({ route, chats, search, open = {} }: Props) {
  const words = useWords();
  const shown = useStore(chats.store, (state) => state.shown);
  const missing = useShown(route, chats);
  const [overlay, setOverlay] = useState(open.overlay);
  const [inspected, inspect] = useState<string>();
  const inspecting = useMemo(() => ({ key: inspected, inspect }), [inspected]);

  useShortcuts();
  usePageTitle(pageTitle(route, missing ? undefined : shown, words));
  useAction('search', () => opened('search'));
  useAction('settings', () => opened('settings'));
  useAction('help', () => opened('shortcuts'));
  useAction('newConversation', () => {
    go({ kind: 'new' });
    return true;
  });
  useAction('inspect', () => {
    const last = shown?.path.at(-1);
    const key = last?.kind === 'reply' ? last.parts.at(-1)?.key : undefined;
    inspect(inspected ? undefined : key);
    return inspected !== undefined || key !== undefined;
  });

  const opened = (what: Overlay) => {
    setOverlay(what);
    return true;
  };

  if (route.kind === 'live')
    return (
      <LazyPart load={loadLive}>
        {({ Live }) => <Live onLeave={() => perform('newConversation')} />}
      </LazyPart>
    );

  const heading = (route.kind === 'conversation' && !missing) || route.kind === 'stream';
  return (
    <ChatsContext value={chats}>
      <InspectContext value={inspecting}>
        <Shell
          route={route}
          title={heading ? headingOf(route, shown, words) : words.app.product}
          heading={heading}
          onClosePanel={() => inspect(undefined)}
          drawerOpen={open.drawer ?? false}
          panel={
            inspected !== undefined && (
              <LazyPart load={loadInspector} onGiveUp={() => inspect(undefined)}>
                {({ Inspector }) => (
                  <Inspector
                    key={inspected}
                    partKey={inspected}
                    onClose={() => inspect(undefined)}
                  />
                )}
              </LazyPart>
            )
          }
        >
          <Content route={route} missing={missing} />
        </Shell>
        <Overlays
          open={overlay}
          search={search}
          searched={open.searched}
          onClose={() => setOverlay(undefined)}
        />
        <Toaster />
      </InspectContext>
    </ChatsContext>
  );
}

function Content({ route, missing }: { readonly route: Route; readonly missing: boolean }) {
  if (route.kind === 'nothing') return <NotFound path={route.path} />;
  if (route.kind === 'stream')
    return (
      <LazyPart load={loadStreamPage}>
        {({ StreamPage }) => (
          <StreamPage
            key={route.id}
            stream={route.id}
            onSaved={(id) => go({ kind: 'conversation', id })}
          />
        )}
      </LazyPart>
    );
  return missing ? <NotFound /> : <ChatPage />;
}
