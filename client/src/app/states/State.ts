import type { ReactNode } from 'react';

/** The page in one of the ways in which somebody may find it. */
export interface State {
  /** Short, and an address: `list-empty`. */
  readonly name: string;
  readonly draw: () => ReactNode;
}
