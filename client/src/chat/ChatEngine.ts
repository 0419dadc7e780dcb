import {
  type Choice,
  type Conversation,
  MOST_QUEUED,
  type SystemPrompt,
} from '../history/Conversation';
import type { History } from '../history/History';
import { isLive, type MessageId, type Part, type Reply } from '../history/Message';
import type { Speakers } from '../history/markdownOf';
import type { Tabs } from '../history/Tabs';
import { choosing, pathOf } from '../history/tree';
import type { Answer } from '../stream/answer';
import type { LiveAnswer } from '../stream/LiveAnswer';
import type { Problem } from '../stream/problem';
import type { Recording } from '../stream/Recording';
import { kept } from '../stream/reduce';
import type { Transport } from '../stream/Transport';
import type { World } from '../stream/world';
import { Asking, type Written } from './asking';
import { Book } from './Book';
import { Cancels } from './Cancels';
import type { Chats } from './Chats';
import { Draft } from './Draft';
import type { Gateway } from './Gateway';
import { keptDraft } from './keptDraft';
import { type Ended, LiveParts } from './LiveParts';
import { writtenOf } from './writtenOf';

const PURGE_AFTER_MILLIS = 60 * 60_000;

/** What the chat stands on, and what it tells the page around it. */
export interface Ground {
  readonly history: History;
  readonly tabs: Tabs;
  readonly transport: Transport;
  readonly gateway: Gateway;
  readonly world: World;
  /** Who said what, in somebody's language. */
  readonly speakers: () => Speakers;
  /** An answer has ended that this tab read. */
  readonly ended: (conversation: Conversation, reply: Reply) => void;
}

/** The chat of this tab: what is kept of it, what is shown, and what is live. */
export class ChatEngine implements Chats {
  readonly #ground: Ground;
  readonly #book: Book;
  readonly #parts: LiveParts;
  readonly #cancels: Cancels;
  readonly #draft: Draft;
  #shownKeys: readonly string[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(ground: Ground) {
    const { history, tabs, transport, gateway, world } = ground;
    this.#ground = ground;
    this.#book = new Book(history);
    this.#draft = new Draft(this.#book, history);
    this.#cancels = new Cancels(gateway, world, {
      live: (part) => this.live(part.key),
      refused: (reply, part, problem) => this.#notCancelled(reply, part, problem),
    });
    this.#parts = new LiveParts(history, tabs, transport, world, {
      opened: (reply, part, stream) => void this.#opened(reply, part, stream),
      ended: (reply, part, how) => void this.#ended(reply, part, how),
    });
    this.store.subscribe(() => this.#tellShown());
    tabs.hear((message) => {
      if (message.kind === 'changed') void this.#changedElsewhere(message.conversation);
    });
  }

  get store() {
    return this.#book.store;
  }

  /** Reads what there is; that it can't be read is shown, too. To be called once. */
  async open(): Promise<void> {
    try {
      await this.#ground.history.purge(this.#now() - PURGE_AFTER_MILLIS);
      await Promise.all([this.#book.readList(), this.#book.readSystemPrompts()]);
    } catch (failure) {
      this.store.setState({ unread: true });
      throw failure;
    }
  }

  async show(conversation?: string): Promise<boolean> {
    this.#draft.keep();
    this.store.setState({ cancelProblem: undefined });
    if (conversation === undefined) {
      this.#book.showNew(this.#now());
      return true;
    }
    if (!(await this.#book.show(conversation))) return false;
    const shown = this.#book.shown();
    const kept = keptDraft.read(conversation);
    if (kept !== undefined && shown?.conversation.id === conversation) this.draft(kept);
    if (shown?.conversation.state === 'finished') {
      await this.#change(conversation, (now) => ({ ...now, state: 'idle' }));
    }
    return true;
  }

  ask(text: string): Promise<void> {
    const here = this.#book.shown();
    return this.#inTurn(async () => {
      // Whoever shows another conversation meanwhile asks in this one all the same.
      const shown = this.#book.shown(here?.conversation.id) ?? here;
      if (!shown || text.trim() === '') return;
      const last = shown.path.at(-1);
      if (isLive(last)) return this.#queue(shown.conversation, text);
      this.#clear(shown.conversation);
      await this.#begin(this.#asking(shown), (asking) => asking.question(last?.id ?? null, text));
      // The next new conversation begins with nothing written.
      if (!last) keptDraft.forget(keptDraft.read() ?? '');
    });
  }

  edit(id: MessageId, text: string): Promise<void> {
    return this.#inTurn(async () => {
      const question = this.#book.shown()?.messages.get(id);
      if (question?.kind !== 'question' || text.trim() === '') return;
      await this.#begin(this.#asking(), (asking) => asking.question(question.parent, text));
    });
  }

  regenerate(id: MessageId, model?: string): Promise<void> {
    return this.#inTurn(async () => {
      const messages = this.#book.shown()?.messages;
      const question = messages?.get(messages.get(id)?.parent ?? '');
      if (question?.kind !== 'question') return;
      await this.#begin(this.#asking(), (asking) => asking.reply(question, model));
    });
  }

  goOn(id: MessageId): Promise<void> {
    return this.#inTurn(async () => {
      const reply = this.#book.shown()?.messages.get(id);
      if (reply?.kind !== 'reply' || isLive(reply)) return;
      await this.#begin(this.#asking(), (asking) => asking.continuation(reply));
    });
  }

  async cancel(id: MessageId): Promise<void> {
    const reply = this.#book.shown()?.messages.get(id);
    const part = reply?.kind === 'reply' && reply.parts.at(-1);
    if (!reply || !part || part.answer.end) return;
    const live = this.live(part.key);
    if (part.cancelling && live.get().connection.kind === 'cut') {
      return this.#parts.abandon(part.key, this.#now());
    }
    this.store.setState({ cancelProblem: undefined });
    await this.#mark(reply, part, true);
    // Whoever opens the stream from now on sees the mark, and cancels.
    const { stream } = live.get();
    if (stream) await this.#cancels.ask(reply, part, stream);
  }

  cut(key: string): void {
    this.#parts.cut(key);
  }

  async unqueue(index: number): Promise<void> {
    const id = this.#book.shown()?.conversation.id;
    if (id === undefined) return;
    await this.#change(id, (now) => ({ ...now, queue: now.queue.filter((_, at) => at !== index) }));
  }

  async choose(id: MessageId): Promise<void> {
    const shown = this.#book.shown();
    const message = shown?.messages.get(id);
    if (!shown || !message) return;
    const change = (now: Conversation) => ({
      ...now,
      chosen: choosing(now.chosen, message, shown.messages),
    });
    await this.#change(shown.conversation.id, change);
  }

  draft(text: string): void {
    this.#draft.write(text);
  }

  async choice(choice: Choice): Promise<void> {
    const id = this.#book.shown()?.conversation.id;
    if (id === undefined) return;
    this.#book.choose(choice);
    await this.#ground.history.change(id, (now) => ({ ...now, choice }));
    await this.#told(id);
  }

  rename(conversation: string, title: string): Promise<void> {
    const given = title.trim();
    if (given === '') return Promise.resolve();
    return this.#change(conversation, (now) => ({ ...now, title: given, renamed: true }));
  }

  remove(conversation: string): Promise<void> {
    return this.#change(conversation, (now) => ({ ...now, deletedAt: this.#now() }));
  }

  restore(conversation: string): Promise<void> {
    return this.#change(conversation, ({ deletedAt: _, ...now }) => now);
  }

  async putSystemPrompt(prompt: SystemPrompt): Promise<void> {
    await this.#ground.history.putSystemPrompt(prompt);
    await this.#book.readSystemPrompts();
  }

  async deleteSystemPrompt(id: string): Promise<void> {
    await this.#ground.history.deleteSystemPrompt(id);
    await this.#book.readSystemPrompts();
  }

  async exportAll(): Promise<Blob> {
    const { exportOf } = await import('../history/transfer');
    return exportOf(await this.#ground.history.all(), this.#now());
  }

  async importAll(file: Blob): Promise<number> {
    const { importInto } = await import('../history/transfer');
    const count = await importInto(this.#ground.history, file);
    await this.#book.readList();
    return count;
  }

  async exportMarkdown(id: string): Promise<Blob> {
    const { history, speakers } = this.#ground;
    const { markdownOf } = await import('../history/markdownOf');
    const conversation = await history.conversation(id);
    if (!conversation) return new Blob();
    const messages = new Map((await history.messages(id)).map((message) => [message.id, message]));
    const path = pathOf(messages, conversation.chosen);
    return new Blob([markdownOf(conversation, path, speakers())], { type: 'text/markdown' });
  }

  live(key: string): LiveAnswer {
    const live = this.#parts.answer(key);
    const kept = this.#book.part(key)?.answer;
    if (kept) live.catchUp(kept);
    return live;
  }

  recording(key: string): Recording {
    return this.#parts.recording(key);
  }

  watch(stream: string): { readonly close: () => void } {
    return this.#parts.watch(stream);
  }

  async saveAsConversation(stream: string, request: unknown, answer: Answer): Promise<string> {
    const written = writtenOf(stream, request, answer, this.#now());
    await this.#write(written);
    return written.conversation.id;
  }

  async loadModels(): Promise<void> {
    const told = await this.#ground.gateway.models();
    if ('models' in told) this.store.setState({ models: told.models, modelsProblem: undefined });
    else this.store.setState({ modelsProblem: told.problem });
  }

  /** The network has gone, or come back. */
  network(online: boolean): void {
    this.store.setState({ online });
    if (online) this.wake();
  }

  /** Tries at once whatever waits for the network. */
  wake(): void {
    this.#parts.wake();
  }

  /** Writes all that is not written yet: the page may go. */
  save(): void {
    this.#draft.keep();
    this.#parts.save();
  }

  /** Leaves all streams to the tab that leads from now on. */
  cede(): void {
    this.#parts.cede();
  }

  /** Leaves everything, for good. */
  close(): void {
    this.#cancels.close();
    this.save();
    this.#parts.close();
  }

  #asking(shown = this.#book.shown()): Asking | undefined {
    const { models = [] } = this.store.getState();
    return shown && new Asking(shown.conversation, shown.messages, models, this.#now());
  }

  /** What was asked is no longer a draft. */
  #clear({ id }: Conversation): void {
    if (this.#book.shown(id)) this.draft('');
  }

  async #begin(asking: Asking | undefined, how: (asking: Asking) => Written): Promise<void> {
    if (asking) await this.#write(how(asking));
  }

  async #write(written: Written): Promise<void> {
    await this.#ground.history.put(written.conversation, written.messages);
    this.#book.written(written);
    this.#parts.add(written.reply);
    await this.#told(written.conversation.id);
  }

  async #queue(conversation: Conversation, text: string): Promise<void> {
    if (conversation.queue.length >= MOST_QUEUED) return;
    this.#clear(conversation);
    await this.#change(conversation.id, (now) => ({ ...now, queue: [...now.queue, text] }));
  }

  async #opened(reply: Reply, part: Part, stream: string): Promise<void> {
    const kept = await this.#ground.history.message(reply.id);
    const cancelling = kept?.kind === 'reply' && kept.parts.at(-1)?.cancelling;
    if (cancelling) await this.#cancels.ask(reply, part, stream);
  }

  async #notCancelled(reply: Reply, part: Part, problem: Problem): Promise<void> {
    this.store.setState({ cancelProblem: problem });
    await this.#mark(reply, part, false);
  }

  async #mark({ id }: Reply, part: Part, cancelling: boolean): Promise<void> {
    const { history } = this.#ground;
    const answer = kept(this.live(part.key).get());
    await history.keep(id, { ...part, answer, cancelling });
    const now = await history.message(id);
    if (now?.kind === 'reply') this.#book.replaced(now);
  }

  async #ended(reply: Reply, { answer: { end } }: Part, how: Ended): Promise<void> {
    this.#book.replaced(reply);
    if (!how.here || !end) return;
    const failed = end.kind !== 'finished' && end.kind !== 'abandoned';
    const ended = how.shown ? 'idle' : 'finished';
    const conversation = await this.#changed(reply.conversation, (now) => ({
      ...now,
      state: failed ? 'failed' : ended,
    }));
    if (conversation) this.#ground.ended(conversation, reply);
    if (end.kind === 'finished' && end.reason !== 'cancelled') await this.#askNext(reply);
    else await this.#hold(reply.conversation);
  }

  #askNext({ id, conversation }: Reply): Promise<void> {
    return this.#inTurn(async () => {
      const { history } = this.#ground;
      const text = await history.dequeue(conversation);
      const now = text === undefined ? undefined : await history.conversation(conversation);
      if (text === undefined || !now) return;
      if (now.deletedAt !== undefined) return this.#putBack(conversation, text);
      const messages = new Map((await history.messages(conversation)).map((m) => [m.id, m]));
      const { models = [] } = this.store.getState();
      await this.#write(new Asking(now, messages, models, this.#now()).question(id, text));
    });
  }

  /** Nobody waits for an answer in a conversation that was deleted. */
  async #putBack(conversation: string, text: string): Promise<void> {
    await this.#change(conversation, (now) => ({ ...now, queue: [text, ...now.queue] }));
    await this.#hold(conversation);
  }

  /** What was queued after an answer that failed is not sent: it becomes the draft again. */
  async #hold(conversation: string): Promise<void> {
    const now = await this.#ground.history.conversation(conversation);
    if (!now || now.queue.length === 0) return;
    const shown = this.#book.shown()?.conversation;
    const written = shown?.id === conversation ? shown.draft : now.draft;
    const draft = [...now.queue, written].filter((text) => text !== '').join('\n\n');
    await this.#change(conversation, (then) => ({ ...then, queue: [], draft }));
    if (shown?.id === conversation) this.draft(draft);
  }

  async #change(id: string, change: (now: Conversation) => Conversation): Promise<void> {
    await this.#changed(id, change);
  }

  async #changed(
    id: string,
    change: (now: Conversation) => Conversation,
  ): Promise<Conversation | undefined> {
    const changed = await this.#ground.history.change(id, change);
    this.#book.changeShown(id, changed ? () => changed : change);
    await this.#told(id);
    return changed;
  }

  async #told(conversation: string): Promise<void> {
    this.#ground.tabs.tell({ kind: 'changed', conversation });
    await this.#book.readList();
  }

  async #changedElsewhere(id: string): Promise<void> {
    await this.#book.readList();
    if (this.#book.shown()?.conversation.id !== id) return;
    await this.#book.read(id, () => this.#draft.pending);
  }

  /** Which parts are shown decides who gets a reader; a shown one is known before it is drawn. */
  #tellShown(): void {
    const replies = this.#book.shown()?.path.filter((message) => message.kind === 'reply') ?? [];
    const live = replies.filter(isLive);
    const keys = live.flatMap(({ parts }) => parts.at(-1)?.key ?? []);
    if (keys.join() === this.#shownKeys.join()) return;
    this.#shownKeys = keys;
    for (const reply of live) this.#parts.add(reply);
    this.#parts.show(keys);
  }

  /** What is asked is asked one after the other: each sees what the one before has written. */
  #inTurn(task: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(task);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  #now(): number {
    return this.#ground.world.now();
  }
}
