import { speak } from '../i18n/language';
import type { Settings, SettingsStore } from '../ui/settings';

const PAPER = { light: '#F7F9F8', dark: '#111615' };

/** Has the page look, and speak, as the settings say, now and whenever they change. */
export async function followSettings(settings: SettingsStore): Promise<void> {
  settings.subscribe((now, before) => {
    look(now);
    if (now.language !== before.language) void speak(now.language);
  });
  look(settings.getState());
  addEventListener('languagechange', () => void speak(settings.getState().language));
  await speak(settings.getState().language);
}

function look({ theme, textSize }: Settings): void {
  const { dataset } = document.documentElement;
  dataset.theme = theme;
  dataset.textSize = textSize;
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
    const own = meta.getAttribute('media')?.includes('dark') ? 'dark' : 'light';
    meta.setAttribute('content', PAPER[theme === 'auto' ? own : theme]);
  }
}
