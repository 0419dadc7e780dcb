import type { MouseEvent } from 'react';
import styles from './Colophon.module.css';
import { go, usePath } from './path';

const PAGES = [
  { path: '/', name: 'Chat' },
  { path: '/live', name: 'Live updates' },
];

/** The line at the foot of every page: whose it is, and the way to the others. */
export function Colophon() {
  const here = usePath();
  return (
    <nav className={styles.colophon} aria-label="Pages">
      <span className={styles.name}>Spate</span>
      {PAGES.map(({ path, name }) => (
        <a
          key={path}
          href={path}
          aria-current={path === here ? 'page' : undefined}
          onClick={(event) => follow(event, path)}
        >
          {name}
        </a>
      ))}
    </nav>
  );
}

function follow(event: MouseEvent, path: string): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  event.preventDefault();
  go(path);
}
