import type { ChatEngine } from '../chat/ChatEngine';

/** Tells the chat what befalls its page: it comes to be seen, it may go, the network comes back. */
export function watchPage(page: Document, engine: ChatEngine): void {
  const window = page.defaultView;
  if (!window) return;
  engine.store.setState({ online: window.navigator.onLine });
  const wake = () => engine.wake();
  window.addEventListener('online', () => {
    engine.store.setState({ online: true });
    wake();
    void engine.loadModels();
  });
  window.addEventListener('offline', () => engine.store.setState({ online: false }));
  window.addEventListener('pageshow', wake);
  window.addEventListener('pagehide', () => engine.save());
  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState === 'visible') wake();
    else engine.save();
  });
}
