const SAMPLE = 400;

/**
 * `zh` for text in Han characters without kana, so that it is set as Chinese is. Any other is in a
 * language that we don't know, and not in the page's own.
 */
export function languageOf(text: string): 'zh' | '' {
  const sample = text.slice(0, SAMPLE);
  return /\p{Script=Han}/u.test(sample) && !/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sample)
    ? 'zh'
    : '';
}
