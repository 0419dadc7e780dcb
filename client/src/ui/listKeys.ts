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

/**
 * The next item after this one that has what was typed in its name; it may be this one itself. One
 * whose name, or the part of it after a slash, begins so comes first.
 */
export function byTyping(typed: string, names: readonly string[], at: number): number | undefined {
  const part = typed.toLocaleLowerCase();
  // The same letter again and again goes on; a longer word stays as long as it fits.
  const from = typed.length === 1 ? at + 1 : Math.max(at, 0);
  const order = names.map((_, step) => (from + step) % names.length);
  const find = (fits: (name: string) => boolean) =>
    order.find((index) => fits(names[index]?.toLocaleLowerCase() ?? ''));
  return (
    find((name) => name.startsWith(part) || name.includes(`/${part}`)) ??
    find((name) => name.includes(part))
  );
}
