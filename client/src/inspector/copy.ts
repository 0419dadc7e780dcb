import type { InspectorWords } from '../i18n/useInspectorWords';
import { copyText } from '../ui/copyText';
import { say } from '../ui/toasts';

/** Copies a text, and says whether that worked. */
export async function copy(text: string, words: InspectorWords): Promise<void> {
  const copied = await copyText(text);
  say(copied ? { text: words.copied } : { text: words.notCopied, tone: 'fail' });
}
