import { createContext } from 'react';

/** The stream inspector beside the page: whose part it shows, and how to have it show another. */
export interface Inspecting {
  /** The key of the part; undefined while it is closed. */
  readonly key: string | undefined;
  /** Opens it on a part, or closes it. */
  readonly inspect: (key: string | undefined) => void;
}

export const InspectContext = createContext<Inspecting>({ key: undefined, inspect: () => {} });
