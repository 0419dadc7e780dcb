import { type ReactNode, useLayoutEffect, useRef } from 'react';
import styles from './Drawer.module.css';
import { Toaster } from './Toaster';

interface Props {
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What slides over the page from its left on the phone. It is open as long as it is mounted. */
export function Drawer({ label, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    current?.focus();
    return () => current?.close();
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc does the same, and comes as `cancel`.
    <dialog
      ref={dialog}
      tabIndex={-1}
      className={styles.drawer}
      aria-label={label}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div className={styles.frame}>{children}</div>
      <Toaster />
    </dialog>
  );
}
