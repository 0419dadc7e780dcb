import { useEffect, useId, useState } from 'react';
import { useStore } from 'zustand';
import { useWords } from '../i18n/useWords';
import { IconButton } from './IconButton';
import styles from './Toaster.module.css';
import { dismiss, toasts } from './toasts';

const SHOWN_MILLIS = 5_000;
const SHOWN_WITH_ACTION_MILLIS = 10_000;

/** Where toasts are shown: in the page, and in each dialog, of which the uppermost has them. */
export function Toaster() {
  const place = useId();
  const toast = useStore(toasts, (state) =>
    state.places.at(-1) === place ? state.toast : undefined,
  );
  const [held, setHeld] = useState(false);
  const { app } = useWords();

  useEffect(() => {
    toasts.setState(({ places }) => ({ places: [...places, place] }));
    return () =>
      toasts.setState(({ places }) => ({ places: places.filter((other) => other !== place) }));
  }, [place]);

  useEffect(() => {
    if (!toast || held) return;
    const timer = setTimeout(dismiss, toast.action ? SHOWN_WITH_ACTION_MILLIS : SHOWN_MILLIS);
    return () => clearTimeout(timer);
  }, [toast, held]);

  return (
    <div className={styles.place} aria-live="polite">
      {toast && (
        // biome-ignore lint/a11y/noStaticElementInteractions: resting on it only keeps it in sight.
        <div
          key={toast.number}
          className={styles.toast}
          data-tone={toast.tone}
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          <p>{toast.text}</p>
          {toast.action && (
            <button
              type="button"
              className={styles.action}
              onClick={() => {
                toast.action?.run();
                dismiss();
              }}
            >
              {toast.action.label}
            </button>
          )}
          <IconButton icon="close" label={app.dismiss} onClick={dismiss} />
        </div>
      )}
    </div>
  );
}
