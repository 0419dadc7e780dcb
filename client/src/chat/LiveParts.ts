import type { History } from '../history/History';
import type { Part, Reply } from '../history/Message';
import { type Shown, shownAfter } from '../history/shown';
import type { TabMessage, Tabs } from '../history/Tabs';
import { type Answer, nothingYet } from '../stream/answer';
import type { Happening } from '../stream/happening';
import { LiveAnswer } from '../stream/LiveAnswer';
import { Recording } from '../stream/Recording';
import { kept } from '../stream/reduce';
import type { Transport } from '../stream/Transport';
import type { World } from '../stream/world';
import { Readers, type Want } from './Readers';

const SAVE_MILLIS = 1_000;
const MOST_RECORDINGS = 8;
/** So many are remembered though they are over, for whoever inspects them. */
const MOST_ANSWERS = 20;

const WATCHED = 'stream:';

/** The key of a stream that is watched, and in no conversation. */
export const watched = (stream: string): string => WATCHED + stream;

/** What the chat does about what happens to live parts. */
export interface Listener {
  /** Its stream is known. */
  opened(reply: Reply, part: Part, stream: string): void;
  /** It has ended. This tab may have been its reader, and then the history has it. */
  ended(reply: Reply, part: Part, how: Ended): void;
}

/** Where a part has ended. */
export interface Ended {
  /** In this tab, whose reader it was. */
  readonly here: boolean;
  /** Before somebody's eyes, in whichever tab. */
  readonly shown: boolean;
}

interface Live {
  readonly reply: Reply;
  readonly part: Part;
}

/**
 * Every part of this browser that is live, in whichever tab it is read: the tab that leads reads,
 * keeps, and tells the others; those fold what they hear.
 */
export class LiveParts {
  readonly #history: History;
  readonly #tabs: Tabs;
  readonly #readers: Readers;
  readonly #listener: Listener;
  readonly #answers = new Map<string, LiveAnswer>();
  readonly #recordings = new Map<string, Recording>();
  readonly #live = new Map<string, Live>();
  readonly #unsaved = new Set<string>();
  /** What the other tabs show. */
  #shown: Shown = new Map();
  readonly #saving: ReturnType<typeof setInterval>;
  #parts: readonly string[] = [];
  #watched: readonly string[] = [];

  constructor(
    history: History,
    tabs: Tabs,
    transport: Transport,
    world: World,
    listener: Listener,
  ) {
    this.#history = history;
    this.#tabs = tabs;
    this.#listener = listener;
    this.#readers = new Readers(transport, world, (key, happening) => this.#read(key, happening));
    tabs.hear((message) => this.#hear(message));
    tabs.subscribe(() => void this.#leadChanged());
    this.#saving = setInterval(() => this.save(), SAVE_MILLIS);
    void this.#leadChanged();
  }

  answer(key: string): LiveAnswer {
    const known = this.#answers.get(key);
    if (known) return known;
    const fresh = new LiveAnswer(nothingYet);
    this.#answers.set(key, fresh);
    return fresh;
  }

  recording(key: string): Recording {
    const known = this.#recordings.get(key);
    if (known) return known;
    const fresh = new Recording();
    this.#recordings.set(key, fresh);
    const [oldest] = this.#recordings.keys();
    if (this.#recordings.size > MOST_RECORDINGS && oldest) this.#recordings.delete(oldest);
    return fresh;
  }

  /** Takes a reply that the history has. If it is live, somebody reads it from now on. */
  add(reply: Reply): void {
    const part = reply.parts.at(-1);
    if (!part || part.answer.end) return;
    this.answer(part.key).catchUp(part.answer);
    if (this.#live.has(part.key)) return;
    this.#live.set(part.key, { reply, part });
    if (!this.#tabs.leads()) this.#tell({ kind: 'live', reply: reply.id });
    this.#allot();
  }

  /** This tab shows these parts from now on. */
  show(keys: readonly string[]): void {
    this.#parts = keys;
    this.#tellShown();
  }

  /** Follows a stream that is in no conversation, until it is closed. */
  watch(stream: string): { readonly close: () => void } {
    const key = watched(stream);
    this.#watched = [...this.#watched, key];
    this.answer(key).catchUp(this.answer(this.#source(key)).get());
    this.#tellShown();
    return {
      close: () => {
        this.#watched = this.#watched.filter((other) => other !== key);
        this.#tellShown();
      },
    };
  }

  cut(key: string): void {
    if (this.#tabs.leads()) this.#readers.cut(key);
    else this.#tell({ kind: 'cut', key });
  }

  /** Ends a part here, whatever the gateway would say. */
  abandon(key: string, at: number): void {
    this.#read(key, { kind: 'ended', end: { kind: 'abandoned' }, at });
  }

  wake(): void {
    this.#readers.wake();
  }

  /** Writes how far all has come, by the tab that reads it. */
  save(): void {
    for (const key of this.#unsaved) void this.#keep(key);
    this.#unsaved.clear();
  }

  close(): void {
    clearInterval(this.#saving);
    this.#readers.leave();
  }

  /** Leaves all streams, for another tab to take over. */
  cede(): void {
    this.#readers.leave();
    this.save();
  }

  async #leadChanged(): Promise<void> {
    if (!this.#tabs.leads()) return this.#readers.leave();
    this.#tell({ kind: 'leads', tab: this.#tabs.id });
    for (const reply of await this.#history.live()) this.add(reply);
    this.#allot();
  }

  #hear(message: TabMessage): void {
    switch (message.kind) {
      case 'happened':
        if (this.#answers.has(message.key)) this.#happened(message.key, message.happening, false);
        break;
      case 'state':
        this.#catchUp(message.key, message.answer);
        break;
      case 'shows':
        this.#shown = shownAfter(this.#shown, message);
        this.#tellStates(message.keys);
        this.#allot();
        break;
      case 'closed':
        this.#shown = shownAfter(this.#shown, message);
        this.#allot();
        break;
      case 'leads':
        this.#tellShown();
        break;
      case 'live':
        if (this.#tabs.together && this.#tabs.leads()) void this.#addKept(message.reply);
        break;
      case 'cut':
        if (this.#tabs.leads()) this.#readers.cut(message.key);
        break;
      case 'changed':
      case 'ceded':
        break;
    }
  }

  async #addKept(id: string): Promise<void> {
    const reply = await this.#history.message(id);
    if (reply?.kind === 'reply') this.add(reply);
  }

  #tellShown(): void {
    this.#forget();
    this.#tell({ kind: 'shows', tab: this.#tabs.id, keys: this.#own() });
    this.#allot();
  }

  #tellStates(keys: readonly string[]): void {
    if (!this.#tabs.leads()) return;
    for (const key of keys) {
      const answer = this.#answers.get(this.#source(key))?.get();
      if (answer && answer.position > 0) this.#tell({ kind: 'state', key, answer });
    }
  }

  /** Other tabs are told what is read for them; where each reads for itself, nothing is. */
  #tell(message: TabMessage): void {
    if (this.#tabs.together) this.#tabs.tell(message);
  }

  /** It was read here, for all tabs. */
  #read(key: string, happening: Happening): void {
    const before = this.answer(key).get();
    const link = watched(before.stream ?? '');
    const linked = link !== key && this.#allShown().has(link);
    if (linked) this.answer(link).catchUp(before);
    for (const name of linked ? [key, link] : [key]) {
      this.#tell({ kind: 'happened', key: name, happening });
      this.#happened(name, happening, true);
    }
  }

  #happened(key: string, happening: Happening, here: boolean): void {
    const answer = this.answer(key);
    answer.take(happening);
    this.recording(key).take(happening);
    const now = answer.get();
    const live = this.#live.get(key);
    if (live && here) this.#unsaved.add(key);
    if (now.end) this.#end(key, now, here);
    else if (happening.kind === 'opened' && live) this.#opened(key, live, now, here);
    else if (!here && happening.kind === 'frames' && misses(now, happening)) this.#tellShown();
  }

  #opened(key: string, live: Live, { stream }: Answer, here: boolean): void {
    if (!here || !stream) return;
    // A reload before this is written repeats the POST; after it, it follows the stream.
    void this.#keep(key);
    // It may have been wanted for no more than this.
    this.#allot();
    this.#listener.opened(live.reply, live.part, stream);
  }

  #catchUp(key: string, state: Answer): void {
    if (!this.#answers.has(key)) return;
    const answer = this.answer(key);
    answer.catchUp(state);
    const now = answer.get();
    if (now.end) this.#end(key, now, false);
  }

  #end(key: string, answer: Answer, here: boolean): void {
    const live = this.#live.get(key);
    const shown = this.#allShown().has(key);
    this.#live.delete(key);
    this.#unsaved.delete(key);
    this.#allot();
    if (live) void this.#settle(live, answer, { here, shown });
  }

  async #settle({ reply, part }: Live, answer: Answer, how: Ended): Promise<void> {
    const ended: Part = { ...part, answer };
    if (how.here) await this.#history.keep(reply.id, ended);
    const parts = [...reply.parts.slice(0, -1), ended];
    this.#listener.ended({ ...reply, parts }, ended, how);
  }

  async #keep(key: string): Promise<void> {
    const live = this.#live.get(key);
    if (!live) return;
    await this.#history.keep(live.reply.id, { ...live.part, answer: kept(this.answer(key).get()) });
  }

  #allot(): void {
    if (this.#tabs.leads()) this.#readers.allot(this.#wants());
  }

  #own(): readonly string[] {
    return [...this.#parts, ...this.#watched];
  }

  /** What is shown in any tab, this one's first. */
  #allShown(): ReadonlySet<string> {
    return new Set([...this.#own(), ...[...this.#shown.values()].flat()]);
  }

  /** What is shown comes first, then what was asked last, or at least has to be started. */
  #wants(): readonly Want[] {
    const shown = [...this.#allShown()].map((key) => this.#source(key));
    const newest = [...this.#live.values()].sort((a, b) => b.reply.at - a.reply.at);
    const others = newest
      .map(({ part }) => part.key)
      .filter((key) => this.#tabs.together || this.answer(key).get().stream === undefined);
    return [...new Set([...shown, ...others])].flatMap((key) => this.#want(key) ?? []);
  }

  /** The key by which it is read: a stream that is watched may be a live part's, and is read once. */
  #source(key: string): string {
    for (const part of key.startsWith(WATCHED) ? this.#live.keys() : []) {
      const stream = this.#answers.get(part)?.get().stream;
      if (stream !== undefined && watched(stream) === key) return part;
    }
    return key;
  }

  #want(key: string): Want | undefined {
    const answer = this.answer(key).get();
    const part = this.#live.get(key)?.part;
    if (answer.end) return undefined;
    if (part) return { key, request: { body: part.body, key }, answer };
    const stream = key.startsWith(WATCHED) ? key.slice(WATCHED.length) : undefined;
    return stream ? { key, answer: { ...answer, stream } } : undefined;
  }

  #forget(): void {
    const shown = this.#allShown();
    for (const key of this.#answers.keys()) {
      if (this.#answers.size <= MOST_ANSWERS) return;
      if (!shown.has(key) && !this.#live.has(key)) this.#answers.delete(key);
    }
  }
}

/** Whether these frames begin after a gap: this tab has not heard all, and asks for the state. */
function misses({ position, stream }: Answer, { frames }: Happening & { kind: 'frames' }): boolean {
  const last = frames.findLast(({ id }) => id !== '');
  return last !== undefined && last.id !== `${stream}-${position}`;
}
