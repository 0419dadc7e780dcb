import type { ReactNode } from 'react';
import { ChatPage } from '../../chat/ChatPage';
import { ChatsContext } from '../../chat/ChatsContext';
import { type Course, course, framesUpTo } from '../../inspector/course.fixture';
import { Inspection } from '../../inspector/Inspection';
import { STREAM } from '../../inspector/rows.fixture';
import { Trace } from '../../inspector/Trace';
import { nothingYet } from '../../stream/answer';
import type { Frame } from '../../stream/Frame';
import type { Outcome } from '../../stream/Transport';
import { Gauge } from '../../ui/Gauge';
import { Hidden } from '../../ui/Hidden';
import { Shell } from '../Shell';
import { fixedChats, fixedConversation, fixedShown, fixedTurn } from './chats.fixture';
import styles from './inspectorStates.module.css';
import type { State } from './State';

const title = 'Why server-sent events and not WebSockets?';
const conversation = fixedConversation('sse', title, 0);
const whole = course();
const waiting: Course = { rows: [], answer: nothingYet };
const unrecorded: Course = { ...whole, rows: [] };

const gone: Outcome = { kind: 'gone' };
const refusal = { status: 200, type: '', title: '', detail: '' };

/** A reply that carries the frames up to a position, and then goes on or not. */
function carrying(upTo: number, goesOn = true): Outcome {
  async function* frames(): AsyncGenerator<readonly Frame[]> {
    yield framesUpTo(upTo);
    if (!goesOn) await new Promise(() => {});
  }
  return { kind: 'stream', stream: STREAM, frames: frames() };
}

function inspection({ answer, rows }: Course, again?: () => Outcome, openAt?: number): ReactNode {
  const still = <Value,>(value: Value) => ({ get: () => value, subscribe: () => () => {} });
  const log = new Trace(still(answer), still(rows), {
    start: () => Promise.reject(),
    launch: () => Promise.reject(),
    follow: async () => again?.() ?? { kind: 'refused', problem: refusal },
  });
  const chats = fixedChats({ shown: fixedShown(conversation, fixedTurn('q1', title, answer)) });
  return (
    <ChatsContext value={chats}>
      <Shell
        route={{ kind: 'conversation', id: conversation.id }}
        title={title}
        heading
        onClosePanel={() => {}}
        panel={
          <Inspection
            log={log}
            body={{ model: 'script/prose', prompt: title }}
            openAt={openAt}
            onCut={() => {}}
            onClose={() => {}}
          />
        }
      >
        <ChatPage />
      </Shell>
    </ChatsContext>
  );
}

function gauges(): ReactNode {
  const live = course(1, 110);
  const figures = 'TTFT 640 ms · 20.8 tok/s · p50 48 ms · p99 77 ms';
  return (
    <main className={styles.gauges}>
      <h1>
        <Hidden>Gauge</Hidden>
      </h1>
      {[whole, live, waiting].map(({ answer }) =>
        (['line', 'lane', 'head'] as const).map((size) => (
          <Gauge
            key={`${answer.position} ${size}`}
            size={size}
            ticks={answer.ticks}
            notches={answer.seams}
            live={!answer.end}
            label={figures}
            figures={figures}
          />
        )),
      )}
    </main>
  );
}

function truncated(): Course {
  const { answer, rows } = course(1, 200);
  const code = 'upstream_truncated';
  return {
    rows,
    answer: { ...answer, end: { kind: 'failed', code, message: '', retryable: true } },
  };
}

/** The inspector and the gauge, in every state. */
export const states: readonly State[] = [
  { name: 'gauge', draw: gauges },
  { name: 'inspector-waiting', draw: () => inspection(waiting) },
  { name: 'inspector-live', draw: () => inspection(course(1, 300)) },
  { name: 'inspector-cut', draw: () => inspection(course(1, 200, 'cut')) },
  { name: 'inspector-finished', draw: () => inspection(whole) },
  { name: 'inspector-failed', draw: () => inspection(truncated()) },
  { name: 'inspector-replay', draw: () => inspection(whole, undefined, 291) },
  {
    name: 'inspector-reading',
    draw: () => inspection(course(300), () => carrying(120, false), 310),
  },
  {
    name: 'inspector-read-again',
    draw: () => inspection(course(301), () => carrying(300), 296),
  },
  { name: 'inspector-forgotten', draw: () => inspection(unrecorded, () => gone, 133) },
  { name: 'inspector-not-read', draw: () => inspection(unrecorded) },
];
