import { useStore } from 'zustand';
import { type Settings, settings } from './settings';

/** One of the settings; draws again when it changes. */
export function useSetting<Name extends keyof Settings>(name: Name): Settings[Name] {
  return useStore(settings, (all) => all[name]);
}
