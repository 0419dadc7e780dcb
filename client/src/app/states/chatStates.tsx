import type { ReactNode } from 'react';
import type { ChatState, Shown } from '../../chat/Chats';
import { ChatsContext } from '../../chat/ChatsContext';
import { StreamPage } from '../../chat/StreamPage';
import type { Conversation } from '../../history/Conversation';
import type { Message, Reply } from '../../history/Message';
import { titleOf } from '../../history/title';
import { pathOf } from '../../history/tree';
import type { Answer, End } from '../../stream/answer';
import type { Problem } from '../../stream/problem';
import type { Refusal } from '../../stream/refusal';
import type { Snapshot } from '../../stream/snapshot';
import { say } from '../../ui/toasts';
import { App } from '../App';
import { Shell } from '../Shell';
import {
  FIXED_NOW,
  fixedAnswer,
  fixedChats,
  fixedConversation,
  fixedConversations,
  fixedModels,
  fixedShown,
  fixedTurn,
} from './chats.fixture';
import { chinese, essay, everything, longQuestion, reasoning } from './fixedTexts';
import { Pressed } from './Pressed';
import type { State } from './State';

const SECOND = 1_000;
const shownAt = { kind: 'conversation', id: 'sse' } as const;
const search = async () => [];
const why = 'Why server-sent events and not WebSockets?';
const level = 'How high is the water at the bridge?';

interface Stage {
  readonly conversation?: Partial<Conversation>;
  readonly state?: Partial<ChatState>;
  readonly pressed?: readonly string[];
}

/** The whole page, with these messages in it. */
function chat(messages: readonly Message[], { conversation, state, pressed }: Stage = {}) {
  const shown = shownWith(messages, conversation);
  const others = fixedConversations.filter(({ id }) => id !== shown.conversation.id);
  const conversations = [shown.conversation, ...others];
  const chats = fixedChats({ conversations, shown, ...state });
  const page = <App route={shownAt} chats={chats} search={search} />;
  return pressed ? <Pressed on={pressed}>{page}</Pressed> : page;
}

/** The conversation as it is with these messages, and with what was chosen at its forks. */
function shownWith(messages: readonly Message[], change: Partial<Conversation> = {}): Shown {
  const [first] = messages;
  const last = messages.findLast((message) => message.kind === 'reply');
  const conversation: Conversation = {
    ...fixedConversation('sse', first?.kind === 'question' ? titleOf(first.text) : why, 0),
    state: last ? listed(last) : 'idle',
    ...change,
  };
  const shown = fixedShown(conversation, messages);
  return { ...shown, path: pathOf(shown.messages, conversation.chosen) };
}

/** How a reply stands in the list, once somebody has seen it. */
function listed({ parts }: Reply): Conversation['state'] {
  const end = parts.at(-1)?.answer.end;
  if (!end) return 'live';
  return end.kind === 'finished' || end.kind === 'abandoned' ? 'idle' : 'failed';
}

/** A question and its answer. */
function turn(question: string, answer: Answer) {
  return fixedTurn('q1', question, answer);
}

/** One that has not ended yet. */
function growing(text: string, change: Partial<Answer> = {}): Answer {
  const { end: _, endedAt: __, ...answer } = fixedAnswer(text, change);
  return answer;
}

function ending(end: End, text = essay.slice(0, 312)): readonly Message[] {
  return turn(why, fixedAnswer(text, { end }));
}

const firstOf = (text: string, share: number) => text.slice(0, Math.floor(text.length * share));

const busy: Problem = {
  type: 'urn:spate:store-full',
  status: 503,
  title: 'Store full',
  detail: 'All live streams together may weigh 64 MiB.',
};
const unreachable: Problem = { type: '', status: 0, title: '', detail: '' };

const seams = [
  { position: 42, length: 250, awayMillis: 1_800, ms: 320 + 40 * 40 },
  { position: 92, length: 546, awayMillis: 640, ms: 320 + 90 * 40 },
];

const tool: Partial<Answer> = {
  reasoning,
  reasonedMillis: 2_400,
  toolCalls: [{ id: 't1', name: 'water_level', arguments: '{"place":"bridge","unit":"m"}' }],
  end: { kind: 'finished', reason: 'tool_calls' },
};

/** A reply that went on in a second part. */
function continued(): readonly Message[] {
  const failed = {
    kind: 'failed',
    code: 'upstream_truncated',
    message: '',
    retryable: true,
  } as const;
  const [question, reply] = turn(why, fixedAnswer(essay.slice(0, 546), { end: failed }));
  if (question === undefined || reply?.kind !== 'reply') return [];
  const rest = { key: 'q1-more', body: {}, answer: fixedAnswer(essay.slice(546)) };
  return [question, { ...reply, parts: [...reply.parts, rest] }];
}

/** Two answers to one of three versions of a question. */
function branches(): readonly Message[] {
  const others = ['Why SSE?', 'Why not WebSockets?'].map((text, index) => ({
    kind: 'question' as const,
    id: `q${index}-other`,
    conversation: 'sse',
    parent: null,
    at: FIXED_NOW - 90 * SECOND + index,
    text,
  }));
  const [question, reply] = turn(why, fixedAnswer(firstOf(essay, 0.4)));
  if (question === undefined || reply?.kind !== 'reply') return [];
  const again = { ...reply, id: 'q1-again', at: reply.at + 1, model: 'script/code' };
  return [...others, question, reply, again];
}

/** More turns than are shown at first. */
function many(): readonly Message[] {
  const all: Message[] = [];
  for (let at = 1; at <= 60; at++) {
    const parent = all.at(-1)?.id ?? null;
    const [question, reply] = fixedTurn(
      `q${at}`,
      `How high was the water on day ${at}?`,
      fixedAnswer(`On day ${at} it stood at ${(2 + Math.sin(at)).toFixed(2)} m.`),
    );
    if (question?.kind === 'question' && reply) all.push({ ...question, parent }, reply);
  }
  return all;
}

const manyModels = Array.from({ length: 14 }, (_, index) => ({
  id: `${['river', 'lake', 'brook'][index % 3]}-${(index + 1) * 7}b-instruct`,
  isDefault: index === 0,
  type: 'openai',
  parameters: ['temperature', 'max_tokens', 'stop'],
  knobs: {},
  faults: [],
}));

/** Any stream, followed by its link. */
function stream(found: Snapshot | Refusal): ReactNode {
  const answer = fixedAnswer(essay);
  const chats = fixedChats();
  chats.live(`stream:${answer.stream}`).catchUp(answer);
  return (
    <ChatsContext value={chats}>
      <Shell
        route={{ kind: 'stream', id: 'nq3Zr8kX' }}
        title="nq3Zr8kX"
        heading
        onClosePanel={() => {}}
      >
        <StreamPage stream="nq3Zr8kX" look={async () => found} onSaved={() => {}} />
      </Shell>
    </ChatsContext>
  );
}

/** After something was said to whoever looks. */
function told(tone: 'plain' | 'fail', text: string): ReactNode {
  queueMicrotask(() => say({ text, tone, action: { label: 'Undo', run: () => {} } }));
  return chat(turn(why, fixedAnswer(essay)));
}

/** The states of the chat itself. */
export const states: readonly State[] = [
  {
    name: 'chat-empty',
    draw: () => <App route={{ kind: 'new' }} chats={fixedChats()} search={search} />,
  },
  { name: 'chat-waiting', draw: () => chat(turn(why, growing(''))) },
  {
    name: 'chat-live',
    draw: () =>
      chat(turn('Back-off with jitter, in TypeScript', growing(firstOf(everything, 0.42)))),
  },
  { name: 'chat-finished', draw: () => chat(turn(why, fixedAnswer(essay))) },
  { name: 'chat-chinese', draw: () => chat(turn('用一段话解释背压', fixedAnswer(chinese))) },
  {
    name: 'chat-markdown',
    draw: () => chat(turn('Back-off with jitter, in TypeScript', fixedAnswer(everything))),
  },
  {
    name: 'chat-cut',
    draw: () =>
      chat(
        turn(
          why,
          growing(firstOf(essay, 0.6), {
            connection: { kind: 'cut', at: FIXED_NOW, retryAt: FIXED_NOW + 4 * SECOND },
          }),
        ),
      ),
  },
  {
    name: 'chat-busy',
    draw: () =>
      chat(
        turn(
          why,
          growing('', {
            connection: {
              kind: 'cut',
              at: FIXED_NOW,
              retryAt: FIXED_NOW + 8 * SECOND,
              problem: busy,
            },
          }),
        ),
      ),
  },
  {
    name: 'chat-offline',
    draw: () =>
      chat(
        turn(why, growing(firstOf(essay, 0.6), { connection: { kind: 'cut', at: FIXED_NOW } })),
        { state: { online: false } },
      ),
  },
  {
    name: 'chat-resumed',
    draw: () => chat(turn(why, fixedAnswer(essay, { seams, reconnects: 2 }))),
  },
  { name: 'chat-continued', draw: () => chat(continued()) },
  { name: 'chat-thinking', draw: () => chat(turn(level, growing('', { reasoning }))) },
  { name: 'chat-tools', draw: () => chat(turn(level, fixedAnswer('I look it up.', tool))) },
  {
    name: 'chat-thoughts-open',
    draw: () =>
      chat(turn(level, fixedAnswer('I look it up.', tool)), {
        pressed: ['article [aria-expanded="false"][aria-controls]'],
      }),
  },
  { name: 'chat-stopped', draw: () => chat(ending({ kind: 'finished', reason: 'cancelled' })) },
  { name: 'chat-length', draw: () => chat(ending({ kind: 'finished', reason: 'length' })) },
  {
    name: 'chat-failed',
    draw: () =>
      chat(
        ending({
          kind: 'failed',
          code: 'between_pieces_timeout',
          message: 'nothing came for 60 s',
          retryable: true,
        }),
      ),
  },
  { name: 'chat-refused', draw: () => chat(ending({ kind: 'refused', problem: busy }, '')) },
  {
    name: 'chat-forgotten',
    draw: () =>
      chat(
        ending({
          kind: 'gone',
          ended: FIXED_NOW - 7_200 * SECOND,
          forgotten: FIXED_NOW - 3_600 * SECOND,
        }),
      ),
  },
  { name: 'chat-abandoned', draw: () => chat(ending({ kind: 'abandoned' })) },
  { name: 'chat-branches', draw: () => chat(branches()) },
  {
    name: 'chat-long-question',
    draw: () => chat(turn(longQuestion, fixedAnswer(firstOf(essay, 0.4)))),
  },
  {
    name: 'chat-editing',
    draw: () =>
      chat(turn(why, fixedAnswer(essay)), { pressed: ['article button:not([aria-expanded])'] }),
  },
  {
    name: 'chat-queue',
    draw: () =>
      chat(turn(why, growing(firstOf(essay, 0.5))), {
        conversation: {
          queue: [
            'And long polling?',
            'How much does a heartbeat cost, over a whole day, for ten thousand readers of one stream?',
          ],
          draft: 'Which proxies\nbuffer it?',
        },
      }),
  },
  {
    name: 'chat-more',
    draw: () =>
      chat(turn(why, fixedAnswer(firstOf(essay, 0.4))), {
        pressed: ['article [aria-haspopup="menu"]'],
      }),
  },
  {
    name: 'chat-models',
    draw: () => chat([], { pressed: ['main [aria-haspopup="menu"]'] }),
  },
  {
    name: 'chat-models-many',
    draw: () =>
      chat([], { state: { models: manyModels }, pressed: ['main [aria-haspopup="dialog"]'] }),
  },
  {
    name: 'chat-models-failing',
    draw: () => {
      const { models: _, ...state } = fixedChats().store.getState();
      const chats = fixedChats();
      chats.store.setState({ ...state, modelsProblem: unreachable }, true);
      return <App route={{ kind: 'new' }} chats={chats} search={search} />;
    },
  },
  {
    name: 'chat-parameters',
    draw: () =>
      chat([], {
        conversation: {
          choice: {
            model: 'echo',
            system: 'Be brief.',
            parameters: { max_tokens: 200 },
            simulate: { tokensPerSecond: 80, fault: { kind: 'stall', afterPieces: 40 } },
          },
        },
        state: { models: fixedModels },
        pressed: ['main button[aria-haspopup] + button'],
      }),
  },
  {
    name: 'chat-system-prompt',
    draw: () => chat([], { pressed: ['main button[aria-haspopup] + button + button'] }),
  },
  { name: 'chat-earlier', draw: () => chat(many()) },
  { name: 'toast', draw: () => told('plain', 'Deleted “Regatta timetable”.') },
  { name: 'toast-failure', draw: () => told('fail', "The browser doesn't let this page copy.") },
  {
    name: 'stream',
    draw: () =>
      stream({
        kind: 'snapshot',
        stream: 'nq3Zr8kX',
        model: 'script/prose',
        state: 'finished',
        position: 40,
        request: { messages: [{ role: 'user', content: why }] },
      }),
  },
  {
    name: 'stream-gone',
    draw: () => stream({ kind: 'gone', ended: FIXED_NOW - 7_200 * SECOND, forgotten: FIXED_NOW }),
  },
  { name: 'stream-unreachable', draw: () => stream({ kind: 'refused', problem: unreachable }) },
];
