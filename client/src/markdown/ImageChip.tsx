import { useWords } from '../i18n/useWords';
import styles from './Inline.module.css';
import { elsewhere } from './Link';
import { safeUrl } from './safeUrl';
import tools from './Tools.module.css';

interface ImageChipProps {
  readonly written: string;
  readonly alt: string;
  readonly inLink: boolean;
}

/**
 * An image as a link to it, with what it shows and where it lies. It is not loaded: the address
 * alone could carry away what was said in the chat.
 */
export function ImageChip({ written, alt, inLink }: ImageChipProps) {
  const { image, opensInNewTab } = useWords().markdown;
  const url = safeUrl(written);
  const host = url && !url.host.includes('@') ? url.host : undefined;
  const content = (
    <>
      <span className={styles.alt}>{alt.trim() || image}</span>
      {host && <span className={styles.from}>{host}</span>}
    </>
  );
  if (!url || !host || inLink) return <span className={styles.chip}>{content}</span>;
  return (
    <a className={styles.chip} title={host} href={url.href} {...elsewhere}>
      {content}
      <span aria-hidden="true">↗</span>
      <span className={tools.unseen}>{`(${image}, ${opensInNewTab})`}</span>
    </a>
  );
}
