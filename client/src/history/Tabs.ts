import type { Answer } from '../stream/answer';
import type { Happening } from '../stream/happening';

/** What tabs of this browser tell each other, as plain data on one BroadcastChannel. */
export type TabMessage =
  /** Something happened to the part with this key, read by the tab that leads. */
  | { readonly kind: 'happened'; readonly key: string; readonly happening: Happening }
  /** How far a part has come, for a tab that has just begun to show it. */
  | { readonly kind: 'state'; readonly key: string; readonly answer: Answer }
  /** A tab shows these parts, or streams (`/s/…`): all that it shows, each time it changes. */
  | { readonly kind: 'shows'; readonly tab: string; readonly keys: readonly string[] }
  /** A part was written to the history, is live, and wants a reader. */
  | { readonly kind: 'live'; readonly reply: string }
  /** Drop the connection of this part, so that one sees it resume. */
  | { readonly kind: 'cut'; readonly key: string }
  /** The history of a conversation was changed: read it again. */
  | { readonly kind: 'changed'; readonly conversation: string }
  /** A tab leads from now on: each other tells what it shows. */
  | { readonly kind: 'leads'; readonly tab: string }
  /** A tab has gone, or has given up the lead and left its streams. */
  | { readonly kind: 'closed'; readonly tab: string }
  | { readonly kind: 'ceded'; readonly tab: string };

/**
 * This tab among the browser's others. One leads: the visible one, which holds a Web Lock and steals
 * it when it comes to be seen. Without Web Locks each leads for itself.
 */
export interface Tabs {
  readonly id: string;
  /** False where each tab reads only what it shows (no Web Locks: plain http on a LAN). */
  readonly together: boolean;
  readonly leads: () => boolean;
  /** Called when `leads` changes: once it leads, the one before has left its streams. */
  readonly subscribe: (listener: () => void) => () => void;
  /** To all other tabs. */
  readonly tell: (message: TabMessage) => void;
  /** From all other tabs. */
  readonly hear: (listener: (message: TabMessage) => void) => () => void;
}
