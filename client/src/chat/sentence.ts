/** A message of a program as a sentence: with a capital, where a plain word begins it, and a stop. */
export function sentence(message: string): string {
  const text = message.trim();
  if (text === '') return '';
  const begun = text.replace(/^\p{Ll}(?=\p{Ll}*(?:[\s,;:.]|$))/u, (first) => first.toUpperCase());
  return /[.!?…。！？]["'”’)]?$/.test(begun) ? begun : `${begun}.`;
}
