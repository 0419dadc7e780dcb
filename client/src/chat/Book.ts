import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Choice, Conversation } from '../history/Conversation';
import type { History } from '../history/History';
import type { Message, MessageId, Part, Reply } from '../history/Message';
import { newId } from '../history/newId';
import { pathOf } from '../history/tree';
import type { Written } from './asking';
import type { ChatState, Shown } from './Chats';
import { keptDraft } from './keptDraft';

/** What the chat shows, as the history has it: the list, and one conversation. */
export class Book {
  readonly store: StoreApi<ChatState>;
  readonly #history: History;
  #wanted: string | undefined;

  constructor(history: History) {
    this.#history = history;
    this.store = createStore<ChatState>(() => ({
      systemPrompts: [],
      keeping: history.keeping().kind,
      online: true,
    }));
    history.subscribe(() => this.store.setState({ keeping: history.keeping().kind }));
  }

  /** What is shown; if it is to be a certain conversation, only that. */
  shown(id?: string): Shown | undefined {
    const { shown } = this.store.getState();
    return id === undefined || shown?.conversation.id === id ? shown : undefined;
  }

  /** A part of what is shown, by its key. */
  part(key: string): Part | undefined {
    for (const message of this.shown()?.messages.values() ?? []) {
      const part = message.kind === 'reply' && message.parts.find((each) => each.key === key);
      if (part) return part;
    }
    return undefined;
  }

  async readList(): Promise<void> {
    const conversations = await this.#history.conversations();
    this.store.setState({ conversations, unread: false });
  }

  async readSystemPrompts(): Promise<void> {
    this.store.setState({ systemPrompts: await this.#history.systemPrompts() });
  }

  /** Shows a conversation that is new: the history gets it with its first question. */
  showNew(at: number): void {
    this.#wanted = undefined;
    const model = this.store.getState().conversations?.[0]?.choice.model;
    const conversation: Conversation = {
      id: newId(),
      title: '',
      renamed: false,
      createdAt: at,
      changedAt: at,
      chosen: {},
      choice: { ...(model !== undefined && { model }), system: '', parameters: {}, simulate: {} },
      draft: keptDraft.read() ?? '',
      queue: [],
      state: 'idle',
    };
    this.#show({ conversation, messages: new Map(), path: [] });
  }

  /** Shows this conversation; false if there is none, or it was deleted. */
  async show(id: string): Promise<boolean> {
    this.#wanted = id;
    return this.read(id);
  }

  /**
   * Reads again what is shown, or is about to be; what has not changed keeps its identity, and so
   * does a draft that is being written.
   */
  async read(id: string, writing = () => false): Promise<boolean> {
    const [conversation, messages] = await Promise.all([
      this.#history.conversation(id),
      this.#history.messages(id),
    ]);
    if (!conversation || conversation.deletedAt !== undefined) return false;
    if (this.#wanted !== id) return true;
    const draft = writing() ? this.#draftOf(conversation) : conversation.draft;
    this.#show(shownOf({ ...conversation, draft }, this.#same(id, messages)));
    return true;
  }

  /** Shows what was just written, without reading it again. */
  written({ conversation, messages }: Written): void {
    const shown = this.shown();
    if (shown?.conversation.id !== conversation.id) return;
    this.#wanted = conversation.id;
    const all = new Map(shown.messages);
    for (const message of messages) all.set(message.id, message);
    const { draft, choice } = shown.conversation;
    this.#show(shownOf({ ...conversation, draft, choice }, all));
  }

  replaced(reply: Reply): void {
    const shown = this.shown();
    if (!shown?.messages.has(reply.id)) return;
    this.#show(shownOf(shown.conversation, new Map(shown.messages).set(reply.id, reply)));
  }

  changeShown(id: string, change: (now: Conversation) => Conversation): void {
    const shown = this.shown();
    if (shown?.conversation.id !== id) return;
    const { draft, choice } = shown.conversation;
    this.#show(shownOf({ ...change(shown.conversation), draft, choice }, shown.messages));
  }

  /** Shows a draft as it is written, at once: a field is drawn from it. */
  write(draft: string): void {
    this.#set({ draft });
  }

  /** Shows a choice at once: parameters and system prompts are written, too. */
  choose(choice: Choice): void {
    this.#set({ choice });
  }

  /** What is being written here, unless another tab has put back before it what was queued. */
  #draftOf({ id, draft, queue }: Conversation): string {
    const shown = this.shown(id)?.conversation;
    if (!shown) return draft;
    const held = shown.queue.join('\n\n');
    const isHeld = held !== '' && queue.length === 0 && draft.startsWith(held);
    return isHeld ? [held, shown.draft].filter((text) => text !== '').join('\n\n') : shown.draft;
  }

  #set(change: Partial<Conversation>): void {
    const shown = this.shown();
    if (!shown) return;
    const conversation = { ...shown.conversation, ...change };
    this.store.setState({ shown: { ...shown, conversation } });
  }

  #show(shown: Shown): void {
    const before = this.shown();
    const same = before && shown.path.length === before.path.length;
    const unchanged = same && shown.path.every((message, at) => message === before.path[at]);
    this.store.setState({ shown: unchanged ? { ...shown, path: before.path } : shown });
  }

  #same(id: string, messages: readonly Message[]): ReadonlyMap<MessageId, Message> {
    const shown = this.shown();
    const before = shown?.conversation.id === id ? shown.messages : new Map<string, Message>();
    return new Map(
      messages.map((message) => [message.id, unchanged(before.get(message.id), message)]),
    );
  }
}

function shownOf(conversation: Conversation, messages: ReadonlyMap<MessageId, Message>): Shown {
  return { conversation, messages, path: pathOf(messages, conversation.chosen) };
}

/** A question never changes; a reply does while it is live, or when it is continued. */
function unchanged(before: Message | undefined, now: Message): Message {
  if (before?.kind === 'question') return before;
  if (before?.kind !== 'reply' || now.kind !== 'reply') return now;
  const settled = before.parts.at(-1)?.answer.end !== undefined;
  return settled && before.parts.length === now.parts.length ? before : now;
}
