import { decodeEntities } from './entities';

const LONGEST_CHARS = 4_096;
const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);
// Absolute, by a scheme we know: a relative link would lead into this page.
const ABSOLUTE = /^(?:https?:\/\/|mailto:)/i;
// The URL parser drops or hides these, so that what it leads to would not be what was checked.
const HIDDEN = /[\p{C}\p{Z}\\]/u;

/** A destination that may be followed, and what to call it. */
export interface SafeUrl {
  readonly href: string;
  /** The host in ASCII, so that no letter of another script passes for a Latin one; or the mailbox. */
  readonly host: string;
}

/** The destination written in Markdown, or nothing where it is not one that may be followed. */
export function safeUrl(written: string): SafeUrl | undefined {
  if (written.length > LONGEST_CHARS) return undefined;
  const plain = decodeEntities(written.trim());
  if (!ABSOLUTE.test(plain) || HIDDEN.test(plain) || !URL.canParse(plain)) return undefined;
  const url = new URL(plain);
  if (!SCHEMES.has(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  if (url.protocol !== 'mailto:') return { href: url.href, host: url.host };
  // Only to whom: its parameters could fill in a letter, or attach to it.
  const mailbox = url.pathname;
  return mailbox === '' ? undefined : { href: `mailto:${mailbox}`, host: mailbox };
}
