/** What lets a box that scrolls sideways be reached by keys, and named by a screen reader. */
export function scrollable(label: string) {
  return { tabIndex: 0, role: 'group', 'aria-label': label } as const;
}
