import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { MessageId } from '../history/Message';
import { isLive } from '../history/Message';
import { useWords } from '../i18n/useWords';
import { Button } from '../ui/Button';
import type { AutoScroll } from './AutoScroll';
import { branchOf } from './branches';
import type { Shown } from './Chats';
import { flash } from './flash';
import { JumpButton } from './JumpButton';
import styles from './Transcript.module.css';
import { TurnView } from './TurnView';
import { nameOf, turnsOf } from './turns';
import { useHash } from './useHash';
import { usePortSize } from './usePortSize';

/** How many turns are there at first, and how many more are brought at once. */
const TURNS = 50;
const MOST_TURNS_GROWN = 100;

interface Props {
  readonly shown: Shown;
  readonly scroll: AutoScroll;
  readonly editing: MessageId | undefined;
  readonly onEdit: (question: MessageId | undefined) => void;
}

/** A conversation as a document: its last turns, and a way to the earlier ones. */
export function Transcript({ shown, scroll, editing, onEdit }: Props) {
  const { transcript, showEarlier } = useWords().chat;
  const { messages, path } = shown;
  const turns = useMemo(() => turnsOf(path), [path]);
  const [first, setFirst] = useState(() => Math.max(0, turns.length - TURNS));
  const [roomy, setRoomy] = useState<number>();
  const port = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const kept = useRef<{ element: Element; top: number }>(undefined);

  usePortSize(port);
  useLayoutEffect(() => {
    if (!port.current || !content.current) return;
    return scroll.attach(port.current, content.current, () => {
      const articles = list.current?.lastElementChild?.querySelectorAll('article');
      return articles?.[articles.length - 1] ?? null;
    });
  }, [scroll]);

  const last = turns.at(-1);
  const name = last && nameOf(last);
  // Of a new conversation the first question is there from the start.
  const asked = useRef(scroll.expecting ? undefined : name);
  useLayoutEffect(() => {
    if (asked.current === name) return;
    asked.current = name;
    const item = list.current?.lastElementChild;
    if (!(item instanceof HTMLElement) || !isLive(last?.reply)) return;
    if (!scroll.asked(item)) return;
    setRoomy(turns.length - 1);
    if (turns.length - first > MOST_TURNS_GROWN) setFirst(turns.length - TURNS);
  }, [name, last, turns.length, first, scroll]);

  // The room below it is there now, so that the question can go to the top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is laid out anew by these.
  useLayoutEffect(() => scroll.grown(), [roomy, first, scroll]);

  const earlier = () => {
    scroll.release();
    const element = list.current?.firstElementChild;
    if (element) kept.current = { element, top: element.getBoundingClientRect().top };
    setFirst(Math.max(0, first - TURNS));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: more turns are there by it.
  useLayoutEffect(() => {
    if (kept.current) scroll.keep(kept.current.element, kept.current.top);
    kept.current = undefined;
  }, [first, scroll]);

  const wanted = useHash();
  const at = turns.findIndex(
    ({ question, reply }) => wanted && [question?.id, reply?.id].includes(wanted),
  );
  const there = at >= first;
  useEffect(() => {
    if (at < 0) return;
    if (!there) return setFirst(Math.max(0, at - 1));
    const element = document.getElementById(wanted);
    if (!element) return;
    scroll.goTo(element);
    element.focus({ preventScroll: true });
    flash(element);
  }, [wanted, at, there, scroll]);

  return (
    <div className={styles.frame}>
      <div
        ref={port}
        className={styles.port}
        role="log"
        aria-live="off"
        aria-label={transcript}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
        tabIndex={0}
      >
        <div ref={content} className={styles.column}>
          {first > 0 && (
            <Button tone="quiet" className={styles.earlier ?? ''} onClick={earlier}>
              {showEarlier(first)}
            </Button>
          )}
          <ol ref={list} className={styles.turns}>
            {turns.slice(first).map(({ question, reply }, index) => (
              <li
                // A turn stays where it is while another version of it is chosen.
                // biome-ignore lint/suspicious/noArrayIndexKey: the place is what it is known by.
                key={first + index}
                data-roomy={first + index === roomy && roomy === turns.length - 1}
              >
                <TurnView
                  question={question}
                  reply={reply}
                  questionBranch={branchOf(messages, question)}
                  replyBranch={branchOf(messages, reply)}
                  last={first + index === turns.length - 1}
                  editing={question !== undefined && question.id === editing}
                  onEdit={onEdit}
                />
              </li>
            ))}
          </ol>
        </div>
      </div>
      <JumpButton scroll={scroll} />
    </div>
  );
}
