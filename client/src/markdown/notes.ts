import type { Definitions } from './definitions';

/** What a block needs of the text around it: its definitions, and how its footnotes are found. */
export interface Notes {
  readonly definitions: Definitions;
  /** Begins the id of each footnote's element. */
  readonly prefix: string;
}

/** The id of a footnote's element, or of the first mark that points to it. */
export function noteId({ prefix }: Notes, kind: 'note' | 'mark', label: string): string {
  return `${prefix}${kind}-${label}`;
}
