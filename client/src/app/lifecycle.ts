import type { ChatEngine } from '../chat/ChatEngine';

/** The chat, as far as it has to do with what befalls its page. */
type Befallen = Pick<ChatEngine, 'loadModels' | 'network' | 'save' | 'wake'>;

/** Tells the chat what befalls its page: it comes to be seen, it may go, the network comes back. */
export function watchPage(page: Document, engine: Befallen): void {
  const window = page.defaultView;
  if (!window) return;
  engine.network(window.navigator.onLine);
  window.addEventListener('online', () => {
    engine.network(true);
    void engine.loadModels();
  });
  window.addEventListener('offline', () => engine.network(false));
  window.addEventListener('pageshow', () => engine.wake());
  window.addEventListener('pagehide', () => engine.save());
  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState === 'visible') engine.wake();
    else engine.save();
  });
}
