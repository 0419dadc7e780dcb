import { createStore } from 'zustand/vanilla';

export interface Toast {
  readonly text: string;
  readonly tone?: 'plain' | 'fail';
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface Toasts {
  /** One at a time: a newer one takes the place of the older. */
  readonly toast: (Toast & { readonly number: number }) | undefined;
  /** Where one could be shown. The last is the uppermost: what lies under a dialog can't be pressed. */
  readonly places: readonly string[];
}

export const toasts = createStore<Toasts>(() => ({ toast: undefined, places: [] }));

let number = 0;

/** Says briefly what was done, and how to have it back. */
export function say(toast: Toast): void {
  number++;
  toasts.setState({ toast: { ...toast, number } });
}

export function dismiss(): void {
  toasts.setState({ toast: undefined });
}
