import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Conversation } from '../history/Conversation';
import type { Message, MessageId, Part, Question, Reply } from '../history/Message';
import { pathOf } from '../history/tree';
import { type Answer, nothingYet } from '../stream/answer';
import { LiveAnswer } from '../stream/LiveAnswer';
import { Recording } from '../stream/Recording';
import type { ChatState, Chats, Shown } from './Chats';

/** Chats that do nothing but note what they were asked to do; what is drawn is fixed. */
export interface FakeChats extends Chats {
  readonly store: StoreApi<ChatState>;
  /** `ask: Why?` · `edit q1: Why not?` */
  readonly calls: readonly string[];
  /** Shows these messages instead, and what was chosen at each fork. */
  readonly become: (messages: readonly Message[], change?: Partial<Conversation>) => void;
}

/** Told at once, so that a test need not wait for a frame. */
const atOnce = {
  ask: (listener: () => void) => listener(),
  now: (listener: () => void) => listener(),
};

/** The chats of a page that shows these messages. */
export function fakeChats(
  messages: readonly Message[] = [],
  { state = {}, conversation = {} }: Fixed = {},
): FakeChats {
  const calls: string[] = [];
  const lives = new Map<string, LiveAnswer>();
  const store = createStore<ChatState>(() => ({
    conversations: [],
    systemPrompts: [],
    keeping: 'kept',
    online: true,
    shown: shownOf(messages, { ...conversationOf(), ...conversation }),
    ...state,
  }));
  const note = async (call: string) => {
    calls.push(call);
  };
  const change = (changed: Partial<Conversation>) => {
    const { shown } = store.getState();
    if (!shown) return;
    const conversation = { ...shown.conversation, ...changed };
    store.setState({ shown: { ...shown, conversation } });
  };
  const partOf = (key: string): Part | undefined =>
    [...(store.getState().shown?.messages.values() ?? [])]
      .flatMap((message) => (message.kind === 'reply' ? message.parts : []))
      .find((part) => part.key === key);

  return {
    store,
    calls,
    become: (now, changed = {}) => {
      const conversation = store.getState().shown?.conversation ?? conversationOf();
      store.setState({ shown: shownOf(now, { ...conversation, ...changed }) });
    },
    show: async () => true,
    ask: (text) => {
      change({ draft: '' });
      return note(`ask: ${text}`);
    },
    edit: (id, text) => note(`edit ${id}: ${text}`),
    regenerate: (id, model) => note(model ? `regenerate ${id} with ${model}` : `regenerate ${id}`),
    goOn: (id) => note(`goOn ${id}`),
    cancel: (id) => note(`cancel ${id}`),
    cut: (key) => calls.push(`cut ${key}`),
    unqueue: (index) => note(`unqueue ${index}`),
    choose: (id) => note(`choose ${id}`),
    draft: (draft) => change({ draft }),
    choice: async (choice) => change({ choice }),
    rename: (id, title) => note(`rename ${id}: ${title}`),
    remove: (id) => note(`remove ${id}`),
    restore: (id) => note(`restore ${id}`),
    putSystemPrompt: async (prompt) =>
      store.setState(({ systemPrompts }) => ({ systemPrompts: [...systemPrompts, prompt] })),
    deleteSystemPrompt: async (id) =>
      store.setState(({ systemPrompts }) => ({
        systemPrompts: systemPrompts.filter((prompt) => prompt.id !== id),
      })),
    exportAll: async () => new Blob(),
    importAll: async () => 0,
    exportMarkdown: async () => new Blob(),
    live: (key) => {
      const there = lives.get(key);
      if (there) return there;
      const live = new LiveAnswer(partOf(key)?.answer ?? nothingYet, atOnce);
      lives.set(key, live);
      return live;
    },
    recording: () => new Recording(),
    watch: (stream) => {
      calls.push(`watch ${stream}`);
      return { close: () => calls.push(`close ${stream}`) };
    },
    saveAsConversation: async (stream) => {
      calls.push(`save ${stream}`);
      return 'saved';
    },
    loadModels: () => note('loadModels'),
  };
}

interface Fixed {
  readonly state?: Partial<ChatState>;
  readonly conversation?: Partial<Conversation>;
}

export function conversationOf(change: Partial<Conversation> = {}): Conversation {
  return {
    id: 'c1',
    title: 'Why SSE?',
    renamed: false,
    createdAt: 0,
    changedAt: 0,
    chosen: {},
    choice: { system: '', parameters: {}, simulate: {} },
    draft: '',
    queue: [],
    state: 'idle',
    ...change,
  };
}

function shownOf(messages: readonly Message[], conversation: Conversation): Shown {
  const all = new Map<MessageId, Message>(messages.map((message) => [message.id, message]));
  return { conversation, messages: all, path: pathOf(all, conversation.chosen) };
}

let at = 0;

export function question(id: string, text: string, parent: string | null = null): Question {
  at++;
  return { kind: 'question', id, conversation: 'c1', parent, at, text };
}

/** A reply with a part for each answer. */
export function reply(id: string, parent: string, ...answers: Partial<Answer>[]): Reply {
  at++;
  const parts = answers.map((answer, index) => ({
    key: `${id}-${index}`,
    body: {},
    answer: { ...nothingYet, ...answer },
  }));
  return { kind: 'reply', id, conversation: 'c1', parent, at, model: 'echo', parts };
}

export const ended: Partial<Answer> = { end: { kind: 'finished', reason: 'stop' } };
