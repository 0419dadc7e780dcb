import { createStore } from 'zustand/vanilla';
import type { ChatState, Chats, Shown } from '../../chat/Chats';
import type { Model } from '../../chat/Model';
import type { Conversation, SystemPrompt } from '../../history/Conversation';
import type { Message } from '../../history/Message';
import { type Answer, nothingYet } from '../../stream/answer';
import { LiveAnswer } from '../../stream/LiveAnswer';
import { Recording } from '../../stream/Recording';

/** What time it is in every state: Tuesday, 24 November 2026, 14:02. */
export const FIXED_NOW = new Date(2026, 10, 24, 14, 2).getTime();

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A conversation without any news. */
export function fixedConversation(id: string, title: string, ago: number): Conversation {
  return {
    id,
    title,
    renamed: false,
    createdAt: FIXED_NOW - ago,
    changedAt: FIXED_NOW - ago,
    chosen: {},
    choice: { system: '', parameters: {}, simulate: {} },
    draft: '',
    queue: [],
    state: 'idle',
  };
}

/** Conversations of a busy month, in both languages, in every standing. */
export const fixedConversations: readonly Conversation[] = [
  {
    ...fixedConversation('sse', 'Why server-sent events and not WebSockets?', 2 * MINUTE),
    state: 'live',
  },
  fixedConversation('backoff', 'Back-off with jitter, in TypeScript', 26 * MINUTE),
  { ...fixedConversation('zh', '用一段话解释背压', 95 * MINUTE), state: 'finished' },
  {
    ...fixedConversation('quota', 'Estimate the memory of a ring buffer', 150 * MINUTE),
    state: 'failed',
  },
  fixedConversation('loom', 'Virtual threads: what pins a carrier?', DAY + 60 * MINUTE),
  { ...fixedConversation('readers', 'Ten readers of one log', DAY + 300 * MINUTE), state: 'live' },
  fixedConversation('utf8', 'Where may UTF-8 be cut?', 3 * DAY),
  fixedConversation(
    'title',
    'A very long first question that goes on well past the edge of the list',
    4 * DAY,
  ),
  fixedConversation('proxy', 'nginx 缓冲与流式响应', 6 * DAY),
  fixedConversation('csp', 'A content security policy without unsafe-inline', 16 * DAY),
  fixedConversation('haiku', 'A haiku about rivers', 21 * DAY),
  fixedConversation('regatta', 'Regatta timetable', 55 * DAY),
  fixedConversation('old', 'First try', 400 * DAY),
];

export const fixedModels: readonly Model[] = [
  {
    id: 'script/prose',
    isDefault: true,
    type: 'script',
    parameters: ['max_tokens'],
    knobs: {},
    faults: [],
  },
  {
    id: 'echo',
    isDefault: false,
    type: 'echo',
    parameters: ['max_tokens'],
    knobs: {
      tokensPerSecond: { kind: 'range', min: 0, max: 5_000, initial: 30 },
      jitter: { kind: 'options', options: ['none', 'uniform', 'lognormal'], initial: 'none' },
    },
    faults: ['fail', 'stall', 'truncate'],
  },
  {
    id: 'script/chinese',
    isDefault: false,
    type: 'script',
    parameters: ['max_tokens'],
    knobs: {},
    faults: [],
  },
];

export const fixedSystemPrompts: readonly SystemPrompt[] = [
  { id: 'brief', name: 'Brief', text: 'Answer in at most three sentences. Name your sources.' },
  {
    id: 'reviewer',
    name: '代码审查',
    text: '你是一位严格的代码审查者，只指出真正的问题，并给出修改建议。',
  },
];

/** An answer that has ended well, of pieces that came every 40 ms or so. */
export function fixedAnswer(text: string, change: Partial<Answer> = {}): Answer {
  const pieces = text.match(/\p{Script=Han}{1,2}|[^\s\p{Script=Han}]+\s*/gu) ?? [];
  return {
    ...nothingYet,
    stream: 'nq3Zr8kX',
    model: 'script/prose',
    startedAt: FIXED_NOW - 30_000,
    position: pieces.length + 2,
    text,
    ticks: {
      length: pieces.length,
      ms: pieces.map((_, index) => 320 + index * 40 + Math.round(16 * Math.sin(index * 1.7))),
      bytes: pieces.map((piece) => new TextEncoder().encode(piece).length),
    },
    connection: { kind: 'open' },
    end: { kind: 'finished', reason: 'stop' },
    endedAt: FIXED_NOW - 20_000,
    ...change,
  };
}

/** A shown conversation whose messages follow each other without a fork. */
export function fixedShown(conversation: Conversation, path: readonly Message[]): Shown {
  return { conversation, messages: new Map(path.map((one) => [one.id, one])), path };
}

/** A question and its reply of one part. */
export function fixedTurn(id: string, question: string, answer: Answer): readonly Message[] {
  const conversation = 'sse';
  return [
    { kind: 'question', id, conversation, parent: null, at: FIXED_NOW - 31_000, text: question },
    {
      kind: 'reply',
      id: `${id}-reply`,
      conversation,
      parent: id,
      at: FIXED_NOW - 30_000,
      model: answer.model ?? 'script/prose',
      parts: [{ key: `${id}-key`, body: {}, answer }],
    },
  ];
}

/** Chats that stand as they are told to, and in which nothing happens. */
export function fixedChats(change: Partial<ChatState> = {}): Chats {
  const fixed: ChatState = {
    conversations: fixedConversations,
    shown: fixedShown(fixedConversation('new', '', 0), []),
    models: fixedModels,
    systemPrompts: fixedSystemPrompts,
    keeping: 'kept',
    online: true,
    ...change,
  };
  const store = createStore<ChatState>(() => fixed);
  const nothing = async () => {};
  const lives = new Map<string, LiveAnswer>();
  const recordings = new Map<string, Recording>();
  const answerOf = (key: string): Answer =>
    [...(fixed.shown?.messages.values() ?? [])]
      .flatMap((message) => (message.kind === 'reply' ? message.parts : []))
      .find((part) => part.key === key)?.answer ?? nothingYet;
  return {
    store,
    show: async (id) => id === undefined || id === fixed.shown?.conversation.id,
    ask: nothing,
    edit: nothing,
    regenerate: nothing,
    goOn: nothing,
    cancel: nothing,
    cut: () => {},
    unqueue: nothing,
    choose: nothing,
    draft: () => {},
    choice: nothing,
    rename: nothing,
    remove: nothing,
    restore: nothing,
    putSystemPrompt: nothing,
    deleteSystemPrompt: nothing,
    exportAll: async () => new Blob(),
    importAll: async () => 0,
    exportMarkdown: async () => new Blob(),
    live: (key) => once(lives, key, () => new LiveAnswer(answerOf(key))),
    recording: (key) => once(recordings, key, () => new Recording()),
    watch: () => ({ close: () => {} }),
    saveAsConversation: async () => 'saved',
    loadModels: nothing,
  };
}

function once<Made>(made: Map<string, Made>, key: string, make: () => Made): Made {
  const there = made.get(key) ?? make();
  made.set(key, there);
  return there;
}
