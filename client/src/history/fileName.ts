import { shortened } from './title';

const MOST_UNITS = 80;
const MOST_BYTES = 200;

/** What no file system of ours takes in a name, and what a reader does not see there. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu;
/** What Windows keeps for itself, whatever follows the dot. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** A file's name from a title, safe on any system: `Why SSE.md`. */
export function fileNameOf(title: string, fallback: string, extension: string): string {
  const plain = title.replace(UNSAFE, ' ').replace(/\s+/g, ' ');
  const name = trimmed(fitting(trimmed(plain)));
  const safe = RESERVED.test(name) ? `${name.replace('.', '_')}_` : name;
  return `${safe === '' ? fallback : safe}.${extension}`;
}

/** No dot at its begin, which hides a file, nor at its end, which Windows drops. */
function trimmed(name: string): string {
  return name.replace(/^[\s.]+|[\s.]+$/g, '');
}

/** File systems count bytes, most of them up to 255. */
function fitting(name: string): string {
  const encoder = new TextEncoder();
  let most = MOST_UNITS;
  let fits = shortened(name, most);
  while (encoder.encode(fits).length > MOST_BYTES) fits = shortened(name, --most);
  return fits;
}
