import { createStore, type StoreApi } from 'zustand/vanilla';

/** How somebody wants the page to look and behave: all that is kept outside the history. */
export interface Settings {
  readonly theme: 'auto' | 'light' | 'dark';
  readonly language: 'auto' | 'en' | 'zh';
  readonly textSize: 'small' | 'normal' | 'large';
  /** Enter sends, Shift+Enter breaks the line; or else Enter breaks it. */
  readonly enterSends: boolean;
  /** A notification when an answer ends that a hidden tab shows. */
  readonly notify: boolean;
  readonly wrapCode: boolean;
  readonly listHidden: boolean;
}

export interface SettingsStore extends Pick<StoreApi<Settings>, 'getState' | 'subscribe'> {
  readonly getInitialState: () => Settings;
  /** Holds at once, and in this browser's other tabs. */
  readonly change: (change: Partial<Settings>) => void;
}

const KEY = 'spate.settings';

const allowed: { readonly [Name in keyof Settings]: readonly Settings[Name][] } = {
  theme: ['auto', 'light', 'dark'],
  language: ['auto', 'en', 'zh'],
  textSize: ['small', 'normal', 'large'],
  enterSends: [true, false],
  notify: [true, false],
  wrapCode: [true, false],
  listHidden: [true, false],
};

/** Settings that are kept where `storage` says, or only in memory where that is forbidden. */
export function openSettings(storage: () => Storage, finePointer: boolean): SettingsStore {
  const initial: Settings = {
    theme: 'auto',
    language: 'auto',
    textSize: 'normal',
    enterSends: finePointer,
    notify: false,
    wrapCode: false,
    listHidden: false,
  };
  let chosen = read(storage);
  const store = createStore<Settings>(() => ({ ...initial, ...chosen }));

  const show = () => store.setState({ ...initial, ...chosen });

  addEventListener('storage', ({ key }) => {
    if (key !== KEY && key !== null) return;
    chosen = read(storage);
    show();
  });

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    change: (change) => {
      chosen = { ...chosen, ...change };
      write(storage, chosen);
      show();
    },
  };
}

/** What of a kept text is a setting; anything else is as if it had never been chosen. */
export function parse(text: string | null): Partial<Settings> {
  if (text === null) return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {};
  }
  if (typeof value !== 'object' || value === null) return {};
  const kept = value;
  return Object.fromEntries(
    Object.entries(allowed).flatMap(([name, values]) => {
      const one: unknown = Reflect.get(kept, name);
      return values.some((value) => value === one) ? [[name, one]] : [];
    }),
  );
}

function read(storage: () => Storage): Partial<Settings> {
  try {
    return parse(storage().getItem(KEY));
  } catch {
    return {};
  }
}

function write(storage: () => Storage, chosen: Partial<Settings>): void {
  try {
    storage().setItem(KEY, JSON.stringify(chosen));
  } catch {
    // Forbidden or full: it holds until the tab is closed.
  }
}

/** The settings of this browser. */
export const settings = openSettings(
  () => localStorage,
  globalThis.matchMedia?.('(pointer: fine)').matches ?? true,
);
