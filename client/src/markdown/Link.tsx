import type { ReactNode } from 'react';
import styles from './Inline.module.css';
import { safeUrl } from './safeUrl';

const NAMES_A_HOST = /^(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+[\p{L}]{2,})(?:[:/?#]|$)/iu;

interface LinkProps {
  /** The destination as it was written. */
  readonly written: string;
  readonly label: string;
  readonly children: ReactNode;
}

/** A link into a new tab; only its text where the destination is none that may be followed. */
export function Link({ written, label, children }: LinkProps) {
  const url = safeUrl(written);
  if (!url) return children;
  return (
    <>
      <a className={styles.link} title={url.host} href={url.href} {...elsewhere}>
        {children}
      </a>
      {misleads(label, url.host) && <span className={styles.host}> ({url.host})</span>}
    </>
  );
}

/** What keeps a link from telling, or giving, anything of this page to the one it opens. */
export const elsewhere = {
  target: '_blank',
  rel: 'noopener noreferrer nofollow ugc',
} as const;

/** Whether a link's text is the address of another host than it leads to. */
function misleads(label: string, host: string): boolean {
  const named = NAMES_A_HOST.exec(label.trim())?.[1]?.toLowerCase();
  if (named === undefined || host.includes('@')) return false;
  const bare = (name: string) => name.replace(/^www\./, '').replace(/:\d+$/, '');
  return bare(named) !== bare(host);
}
