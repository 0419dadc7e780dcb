import { type MouseEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useWords } from '../i18n/useWords';
import styles from './Dialog.module.css';
import { IconButton } from './IconButton';
import { Toaster } from './Toaster';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** What stays at its lower edge while the rest scrolls. */
  readonly foot?: ReactNode;
  readonly size?: 'small' | 'medium' | 'large';
  /** `bare`: its title is only read out, and it has no button to close it. */
  readonly look?: 'titled' | 'bare';
  /** It is only read: the keys scroll it. */
  readonly reading?: boolean;
}

/**
 * Something to be done before the page goes on. It is open as long as it is mounted; Esc, its button
 * and a click beside it ask for its end, and the focus goes back to where it was.
 */
export function Dialog({
  title,
  onClose,
  children,
  foot,
  size = 'medium',
  look = 'titled',
  reading = false,
}: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const pressedBeside = useRef(false);
  const heading = useId();
  const { app } = useWords();

  // A layout effect's cleanup runs while the element is still there: closing it gives the focus back.
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    // Its name is read out, and no button stands out before anything was done.
    const begin = current?.querySelector<HTMLElement>('[data-begin]') ?? current;
    begin?.focus();
    if (begin instanceof HTMLTextAreaElement)
      begin.setSelectionRange(begin.textLength, begin.textLength);
    return () => current?.close();
  }, []);

  // Text selected with the pointer let go beside the dialog is no wish to close it.
  const press = (event: MouseEvent) => {
    pressedBeside.current = event.target === dialog.current;
  };
  const release = (event: MouseEvent) => {
    if (pressedBeside.current && event.target === dialog.current) onClose();
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc does the same, and comes as `cancel`.
    <dialog
      ref={dialog}
      tabIndex={-1}
      className={styles.dialog}
      data-size={size}
      data-look={look}
      aria-labelledby={heading}
      onMouseDown={press}
      onClick={release}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div className={styles.frame}>
        <header className={styles.head}>
          <h2 id={heading}>{title}</h2>
          {look === 'titled' && <IconButton icon="close" label={app.close} onClick={onClose} />}
        </header>
        <div className={styles.body} {...(reading && { tabIndex: 0 })}>
          {children}
        </div>
        {foot && <footer className={styles.foot}>{foot}</footer>}
      </div>
      <Toaster />
    </dialog>
  );
}
