import { StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import type { Chats } from '../chat/Chats';
import { settings } from '../ui/settings';
import { App } from './App';
import { Boundary } from './Boundary';
import { followSettings } from './look';
import { useRoute } from './router';
import type { Find } from './search/Find';
import { StatesPage } from './states/load';

interface Parts {
  readonly chats: Chats;
  readonly search: Find;
}

/** Draws the page, once it looks and speaks as it is to, and returns when it is there. */
export async function start(root: HTMLElement, parts: Parts): Promise<void> {
  await followSettings(settings);
  await new Promise<void>((drawn) => {
    createRoot(root).render(
      <StrictMode>
        <Boundary>
          <Page {...parts} onDrawn={drawn} />
        </Boundary>
      </StrictMode>,
    );
  });
}

function Page({ chats, search, onDrawn }: Parts & { readonly onDrawn: () => void }) {
  const route = useRoute();
  useEffect(() => onDrawn(), [onDrawn]);
  if (route.kind === 'states') return <StatesPage name={route.name} />;
  return <App route={route} chats={chats} search={search} />;
}
