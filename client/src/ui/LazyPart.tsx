import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useWords } from '../i18n/useWords';
import { again } from './again';
import { say } from './toasts';

interface Props<Module> {
  /** `() => import('./Part')`; always the same function. */
  readonly load: () => Promise<Module>;
  /** It could not be loaded, which was said. Without this, the whole page can't be drawn. */
  readonly onGiveUp?: () => void;
  readonly children: (module: Module) => ReactNode;
}

/** A part of the page that is loaded when it is first wanted. */
export function LazyPart<Module extends object>({ load, onGiveUp, children }: Props<Module>) {
  const [module, setModule] = useState<Module>();
  const [failure, setFailure] = useState<unknown>();
  const { app } = useWords();
  const giveUp = useRef((_: unknown) => {});
  useEffect(() => {
    giveUp.current = (reason) => {
      if (!onGiveUp) return setFailure(reason);
      say({
        text: app.notLoaded,
        tone: 'fail',
        action: { label: app.reload, run: () => location.reload() },
      });
      onGiveUp();
    };
  });

  useEffect(() => {
    let wanted = true;
    again(load).then(
      (loaded) => wanted && setModule(loaded),
      (reason: unknown) => wanted && giveUp.current(reason),
    );
    return () => {
      wanted = false;
    };
  }, [load]);

  if (failure) throw failure;
  return module && children(module);
}
