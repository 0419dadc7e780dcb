import type { Conversation } from './Conversation';
import { type Excerpt, excerptOf } from './excerpt';
import { fold, type Range } from './fold';
import type { History } from './History';
import { isLive, type Message } from './Message';
import { titleOf } from './title';
import { textOf } from './tree';

/** A title, or a message, in which something was found. */
export interface Hit {
  readonly conversation: Conversation;
  /** Missing where it is the title. */
  readonly message?: Message;
  /** Where in the title, or in the message's source text, the first of the words is. */
  readonly range: Range;
  readonly excerpt: Excerpt;
}

const MOST_HITS = 50;
const MOST_HITS_IN_ONE = 5;
const MOST_WORDS = 8;
const MOST_UNITS = 200;
/** So long it may keep the page from what else it has to do. */
const TURN_MILLIS = 8;

/** What is searched of a conversation. */
interface Entry {
  readonly conversation: Conversation;
  readonly title: string;
  /** Newest first. */
  readonly texts: readonly { readonly message: Message; readonly folded: string }[];
  /** Its text may grow without its conversation's being changed. */
  readonly growing: boolean;
}

/**
 * Finds words in the titles and messages of a history, blind to accents, case and width. It reads a
 * conversation when it is first searched, and again when that was changed.
 */
export class Search {
  readonly #history: History;
  readonly #entries = new Map<string, Entry>();
  #read: Promise<void> = Promise.resolve();

  constructor(history: History) {
    this.#history = history;
  }

  /**
   * At most 50 hits, and 5 in a conversation: the one that was changed last first, in it the title
   * first, then the newest message. A message has one of the words, and it or the title the others;
   * the question that the title was made of is not found beside it.
   * Rejects once the signal is aborted.
   */
  async find(query: string, signal?: AbortSignal): Promise<readonly Hit[]> {
    const words = wordsOf(query);
    if (words.length === 0) return [];
    this.#read = this.#read.catch(() => {}).then(() => this.#readChanged());
    await this.#read;
    const hits: Hit[] = [];
    const turn = new Turn();
    for (const entry of this.#newestFirst()) {
      await turn.over();
      signal?.throwIfAborted();
      hits.push(...hitsIn(entry, words));
      if (hits.length >= MOST_HITS) break;
    }
    signal?.throwIfAborted();
    return hits.slice(0, MOST_HITS);
  }

  #newestFirst(): readonly Entry[] {
    const all = [...this.#entries.values()];
    return all.sort((one, other) => other.conversation.changedAt - one.conversation.changedAt);
  }

  /** One conversation after the other: all at once would hold up the page. */
  async #readChanged(): Promise<void> {
    const conversations = await this.#history.conversations();
    const there = new Set(conversations.map(({ id }) => id));
    for (const id of this.#entries.keys()) if (!there.has(id)) this.#entries.delete(id);
    for (const conversation of conversations) {
      if (!this.#isStale(conversation)) continue;
      const messages = await this.#history.messages(conversation.id);
      this.#entries.set(conversation.id, entryOf(conversation, messages));
    }
  }

  #isStale({ id, title, changedAt, state }: Conversation): boolean {
    const entry = this.#entries.get(id);
    if (!entry || entry.growing) return true;
    const { conversation: then } = entry;
    return then.title !== title || then.changedAt !== changedAt || then.state !== state;
  }
}

/** The words that a search for this looks for, folded. */
export function wordsOf(query: string): readonly string[] {
  const words = fold(query.slice(0, MOST_UNITS)).split(/\s+/);
  return [...new Set(words.filter((word) => word !== ''))].slice(0, MOST_WORDS);
}

function entryOf(conversation: Conversation, messages: readonly Message[]): Entry {
  const newestFirst = [...messages].sort(
    // A question and the reply to it are written at once.
    (one, other) =>
      other.at - one.at || Number(other.kind === 'reply') - Number(one.kind === 'reply'),
  );
  return {
    conversation,
    title: fold(conversation.title),
    texts: newestFirst.map((message) => ({ message, folded: fold(sourceOf(message)) })),
    growing: messages.some(isLive),
  };
}

function hitsIn(entry: Entry, words: readonly string[]): readonly Hit[] {
  const { conversation, title, texts } = entry;
  const missing = words.filter((word) => !title.includes(word));
  const hits: Hit[] = [];
  if (missing.length === 0)
    hits.push({ conversation, ...excerptOf(conversation.title, title, words) });
  for (const { message, folded } of texts) {
    if (hits.length === MOST_HITS_IN_ONE) break;
    if (!missing.every((word) => folded.includes(word))) continue;
    if (missing.length === 0 && !words.some((word) => folded.includes(word))) continue;
    if (missing.length === 0 && isSource(message, conversation)) continue;
    hits.push({ conversation, message, ...excerptOf(sourceOf(message), folded, words) });
  }
  return hits;
}

function isSource(message: Message, { title }: Conversation): boolean {
  if (message.kind !== 'question' || message.parent !== null) return false;
  return titleOf(message.text) === title;
}

function sourceOf(message: Message): string {
  return message.kind === 'question' ? message.text : textOf(message);
}

/** A stretch of work, which lets the page have its turn when it has gone on for long. */
class Turn {
  #began = performance.now();

  async over(): Promise<void> {
    if (performance.now() - this.#began < TURN_MILLIS) return;
    await new Promise((resolve) => setTimeout(resolve));
    this.#began = performance.now();
  }
}
