import { StrictMode } from 'react';
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

/** Draws the page, once it looks and speaks as it is to. */
export async function start(root: HTMLElement, parts: Parts): Promise<void> {
  await followSettings(settings);
  createRoot(root).render(
    <StrictMode>
      <Boundary>
        <Page {...parts} />
      </Boundary>
    </StrictMode>,
  );
}

function Page({ chats, search }: Parts) {
  const route = useRoute();
  if (route.kind === 'states') return <StatesPage name={route.name} />;
  return <App route={route} chats={chats} search={search} />;
}
