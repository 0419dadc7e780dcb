import type { ReactNode } from 'react';
import styles from './Icon.module.css';

const shapes = {
  arrowDown: <path d="M10 4v12M5 11l5 5 5-5" />,
  arrowUp: <path d="M10 16V4M5 9l5-5 5 5" />,
  branch: (
    <path d="M6 7.5v5M6 7.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM6 16.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM14 7.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM14 7.5c0 3-3 3.5-6.2 5.2" />
  ),
  check: <path d="m4 10.5 4 4 8-9" />,
  chevronDown: <path d="m5.5 8 4.5 4.5L14.5 8" />,
  chevronLeft: <path d="M12 5.5 7.5 10l4.5 4.5" />,
  chevronRight: <path d="M8 5.5 12.5 10 8 14.5" />,
  clock: <path d="M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4.2l2.8 1.6" />,
  close: <path d="m5 5 10 10M15 5 5 15" />,
  contrast: <path d="M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 3v14M12 4v12M14 5.5v9" />,
  copy: <path d="M7.5 7.5h8v9h-8zM12.5 7.5v-4h-8v9h3" />,
  cut: (
    <path d="M5.5 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM5.5 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM7.2 7.2 16 14.5M7.2 12.8 16 5.5" />
  ),
  download: <path d="M10 3v9.5M6 9l4 4 4-4M4 16.5h12" />,
  external: <path d="M8 4.5H4.5v11h11V12M11.5 4.5h4v4M15.5 4.5l-7 7" />,
  gauge: <path d="M3 16.5h14M4.5 16.5v-4M7.5 16.5V8M10.5 16.5v-6M13.5 16.5v-12M16 16.5v-3" />,
  keyboard: (
    <path d="M2.5 5.5h15v9h-15zM5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M7 11.5h6" />
  ),
  link: (
    <path d="M8.5 11.5a3 3 0 0 0 4.2 0l2.9-2.9a3 3 0 0 0-4.2-4.2l-1 1M11.5 8.5a3 3 0 0 0-4.2 0l-2.9 2.9a3 3 0 0 0 4.2 4.2l1-1" />
  ),
  menu: <path d="M3.5 6h13M3.5 10h13M3.5 14h13" />,
  more: <path d="M4.5 10h.01M10 10h.01M15.5 10h.01" strokeWidth="2.25" />,
  offline: (
    <path d="M3 3l14 14M3 8.2A10.5 10.5 0 0 1 6 6.3M9 5.1a10.5 10.5 0 0 1 8 3.1M5.6 11.1a6.6 6.6 0 0 1 2.9-1.8M12.6 9.8a6.6 6.6 0 0 1 1.8 1.3M8.2 13.9a2.9 2.9 0 0 1 3.6 0M10 16.3h.01" />
  ),
  pencil: (
    <path d="m4 16 .8-3.6L13.2 4a1.4 1.4 0 0 1 2 0l.8.8a1.4 1.4 0 0 1 0 2l-8.4 8.4L4 16ZM11.5 5.7l2.8 2.8" />
  ),
  play: <path d="M6.5 4.5v11l9-5.5-9-5.5Z" />,
  plus: <path d="M10 4v12M4 10h12" />,
  prompt: <path d="M5 3.5h10v13H5zM7.5 7h5M7.5 10h5M7.5 13h2.5" />,
  retry: <path d="M15.5 8A6 6 0 1 0 16 11M15.8 4v4h-4" />,
  search: <path d="M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM13 13l4 4" />,
  settings: (
    <path d="M8.4 4.5L8.7 2.7L11.3 2.7L11.6 4.5L12.7 5L14.3 4L16 5.7L15 7.3L15.5 8.4L17.3 8.7L17.3 11.3L15.5 11.6L15 12.7L16 14.3L14.3 16L12.7 15L11.6 15.5L11.3 17.3L8.7 17.3L8.4 15.5L7.3 15L5.7 16L4 14.3L5 12.7L4.5 11.6L2.7 11.3L2.7 8.7L4.5 8.4L5 7.3L4 5.7L5.7 4L7.3 5ZM10 12.4a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8Z" />
  ),
  sidebar: <path d="M3 4h14v12H3zM8 4v12" />,
  sliders: (
    <path d="M3.5 6.5h7M14.5 6.5h2M12.5 8.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM3.5 13.5h2M9.5 13.5h7M7.5 15.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z" />
  ),
  stop: <path d="M5.5 5.5h9v9h-9z" />,
  trash: <path d="M4 5.5h12M8 5.5v-2h4v2M5.5 5.5l.7 11h7.6l.7-11M8.5 8.5v5M11.5 8.5v5" />,
  upload: <path d="M10 13V3.5M6 7.5l4-4 4 4M4 16.5h12" />,
  warning: <path d="M10 3.5 17.5 16h-15L10 3.5ZM10 8.5v3.5M10 13.9v.1" />,
  wrap: (
    <path d="M3.5 5h13M3.5 10h10.2a2.4 2.4 0 0 1 0 4.8H10M11.8 12.9 10 14.8l1.8 1.9M3.5 15h3" />
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

/** A picture of one stroke, as large as a line's figures; whatever carries it has the words. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className={styles.icon} viewBox="0 0 20 20" aria-hidden="true">
      {shapes[name]}
    </svg>
  );
}
