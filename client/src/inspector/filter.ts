import type { Line } from './Line';

/** Which kind of lines is shown. */
export type Shown = 'all' | 'pieces' | 'heartbeats' | 'connection';

export const SHOWN: readonly Shown[] = ['all', 'pieces', 'heartbeats', 'connection'];

/** Those lines that are of a kind, and have a text in their payload or id. */
export function filtered(lines: readonly Line[], shown: Shown, search: string): readonly Line[] {
  const sought = search.trim().toLowerCase();
  if (shown === 'all' && sought === '') return lines;
  return lines.filter((line) => isShown(line, shown) && (sought === '' || has(line, sought)));
}

function isShown(line: Line, shown: Shown): boolean {
  switch (shown) {
    case 'all':
      return true;
    case 'pieces':
      return line.kind === 'kept' || (line.kind === 'frame' && line.frame.type === 'message');
    case 'heartbeats':
      return line.kind === 'frame' && line.position === undefined;
    case 'connection':
      return line.kind !== 'frame' && line.kind !== 'kept';
  }
}

function has(line: Line, sought: string): boolean {
  if (line.kind === 'kept') return String(line.position) === sought;
  if (line.kind !== 'frame') return false;
  const { data, id, type } = line.frame;
  return (
    data.toLowerCase().includes(sought) || id.toLowerCase().includes(sought) || type === sought
  );
}
