import { settings } from '../ui/settings';

/** Whether this browser would show notifications of this page. */
export type Permission = 'granted' | 'denied' | 'missing';

/** Asks the browser, and so somebody, whether notifications may be shown. Called by a click. */
export async function askToNotify(): Promise<Permission> {
  if (!('Notification' in globalThis) || !isSecureContext) return 'missing';
  const answer = await Notification.requestPermission();
  return answer === 'granted' ? 'granted' : 'denied';
}

/** Says that an answer has ended, if this tab is hidden and somebody wants to know. */
export function notifyEnded(title: string, body: string): void {
  if (!settings.getState().notify || !document.hidden) return;
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
  try {
    const notification = new Notification(title, { body, tag: `spate:${title}` });
    notification.onclick = () => {
      window.focus();
      notification.close();
    };
  } catch {
    // Chrome on Android shows none without a service worker.
  }
}
