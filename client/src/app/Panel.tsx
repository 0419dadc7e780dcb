import { type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { useWords } from '../i18n/useWords';
import { composes } from '../ui/composes';
import styles from './Panel.module.css';

const DRAG_PX = 32;

interface Props {
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * What stands beside the page: it pushes where there is room, lies over it where there is less, and
 * on the phone comes from below, low or tall.
 */
export function Panel({ onClose, children }: Props) {
  const { app } = useWords();
  const [tall, setTall] = useState(false);
  const from = useRef<number>(undefined);
  const dragged = useRef(false);

  const move = ({ clientY }: PointerEvent) => {
    if (from.current === undefined) return;
    const down = clientY - from.current;
    if (Math.abs(down) < DRAG_PX) return;
    from.current = undefined;
    dragged.current = true;
    if (down < 0) setTall(true);
    else if (tall) setTall(false);
    else onClose();
  };

  return (
    <aside
      className={styles.panel}
      data-tall={tall}
      aria-label={app.panel.label}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || composes(event.nativeEvent)) return;
        // It closes what has the focus; only then would it be the answer's.
        event.preventDefault();
        onClose();
      }}
    >
      <button
        type="button"
        className={styles.handle}
        aria-label={tall ? app.panel.smaller : app.panel.larger}
        onPointerDown={(event) => {
          from.current = event.clientY;
          dragged.current = false;
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={move}
        onPointerUp={() => {
          from.current = undefined;
        }}
        onClick={() => {
          if (!dragged.current) setTall((before) => !before);
        }}
      />
      <div className={styles.body}>{children}</div>
    </aside>
  );
}
