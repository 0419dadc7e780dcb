const SAMPLE = 400;

/** `zh` for text in Han characters without kana, so that it is set with Chinese spacing. */
export function languageOf(text: string): 'zh' | undefined {
  const sample = text.slice(0, SAMPLE);
  return /\p{Script=Han}/u.test(sample) && !/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sample)
    ? 'zh'
    : undefined;
}
