import { useEffect, useState } from 'react';
import { useFormats } from '../i18n/useFormats';
import { useWords } from '../i18n/useWords';
import type { Answer, Connection } from '../stream/answer';
import { useChatState } from './ChatsContext';
import styles from './ConnectionLine.module.css';
import { refusal } from './ending';
import { type Source, useOf } from './useSource';

type Cut = Extract<Connection, { kind: 'cut' }>;

/** While the connection of a live answer is cut: that it is, why, and when it is tried again. */
export function ConnectionLine({ source }: { readonly source: Source }) {
  const cut = useOf(source, cutOf);
  return cut ? <CutLine cut={cut} /> : null;
}

function CutLine({ cut: { retryAt, problem } }: { readonly cut: Cut }) {
  const words = useWords();
  const online = useChatState((state) => state.online);
  const { duration } = useFormats();
  const seconds = useSecondsUntil(retryAt);
  const { connection } = words.chat;
  const time = seconds > 0 ? duration(seconds * 1000) : undefined;

  if (!online) return <p className={styles.line}>{connection.offline}</p>;
  if (!problem || problem.status === 0)
    return <p className={styles.line}>{time ? connection.retryIn(time) : connection.retrying}</p>;
  return (
    <p className={styles.line}>
      {firstSentence(refusal(problem, words))} {time ? connection.busyIn(time) : connection.busy}
    </p>
  );
}

/** What happened; what to do about it is done already. */
function firstSentence(text: string): string {
  return /^.+?(?:\.(?=\s|$)|。)/.exec(text)?.[0] ?? text;
}

/** Whole seconds until then, drawn anew as they pass. */
function useSecondsUntil(at: number | undefined): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (at === undefined) return;
    const timer = setInterval(() => setNow(Date.now()), TICK_MILLIS);
    return () => clearInterval(timer);
  }, [at]);
  return at === undefined ? 0 : Math.max(0, Math.ceil((at - now) / 1000));
}

const TICK_MILLIS = 500;

function cutOf({ connection, end }: Answer): Cut | undefined {
  return !end && connection.kind === 'cut' ? connection : undefined;
}
