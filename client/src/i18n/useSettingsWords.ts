import { settings as en } from './en/settings';
import { useTold } from './useTold';
import { settings as zh } from './zh/settings';

const told = { en, zh };

/** What the settings say, in the language that is spoken now. */
export const useSettingsWords = (): typeof en => useTold(told);
