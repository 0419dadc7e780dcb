/** Where the focus goes in a list of so many when a key is pressed; undefined if the key means nothing. */
export function afterKey(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return at <= 0 ? count - 1 : at - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** The next item after this one whose name begins with what was typed; it may be this one itself. */
export function byTyping(typed: string, names: readonly string[], at: number): number | undefined {
  const begin = typed.toLocaleLowerCase();
  // The same letter again and again goes on; a longer word stays as long as it fits.
  const from = typed.length === 1 ? at + 1 : Math.max(at, 0);
  for (let step = 0; step < names.length; step++) {
    const index = (from + step) % names.length;
    if (names[index]?.toLocaleLowerCase().startsWith(begin)) return index;
  }
  return undefined;
}
