import { inspector as en } from './en/inspector';
import { useTold } from './useTold';
import { inspector as zh } from './zh/inspector';

export type InspectorWords = typeof en;

const told = { en, zh };

/** What the inspector says, in the language that is spoken now. */
export const useInspectorWords = (): InspectorWords => useTold(told);
