import type { Conversation, SystemPrompt } from './Conversation';
import { furtherMessage } from './further';
import { isLive, type Message } from './Message';
import type { MessageTable, Records, Table } from './Records';

/** Changes that are not written where all else is: they lie over it, and are read with it. */
export class Layer {
  readonly #conversations: Changes<Conversation> = new Map();
  readonly #messages: Changes<Message> = new Map();
  readonly #systemPrompts: Changes<SystemPrompt> = new Map();

  get size(): number {
    return this.#conversations.size + this.#messages.size + this.#systemPrompts.size;
  }

  /** What is below, as it is with these changes; what is changed in it is changed in this layer. */
  over(below: Records): Records {
    return {
      conversations: new LayeredTable(this.#conversations, below.conversations),
      messages: new LayeredMessages(this.#messages, below.messages),
      systemPrompts: new LayeredTable(this.#systemPrompts, below.systemPrompts),
    };
  }

  /** Makes the same changes there; a message that has come further there stays so. */
  async writeTo({ conversations, messages, systemPrompts }: Records): Promise<void> {
    await written(this.#conversations, conversations);
    await written(this.#systemPrompts, systemPrompts);
    await written(this.#messages, {
      delete: (id) => messages.delete(id),
      put: async (message) => messages.put(furtherMessage(await messages.get(message.id), message)),
    });
  }

  /** Deletes there what is deleted here. */
  async deleteFrom({ conversations, messages, systemPrompts }: Records): Promise<void> {
    await deleted(this.#conversations, conversations);
    await deleted(this.#messages, messages);
    await deleted(this.#systemPrompts, systemPrompts);
  }

  /** Takes over another layer's changes, which are later. */
  take(later: Layer): void {
    for (const [id, record] of later.#conversations) this.#conversations.set(id, record);
    for (const [id, record] of later.#messages) this.#messages.set(id, record);
    for (const [id, record] of later.#systemPrompts) this.#systemPrompts.set(id, record);
  }

  copy(): Layer {
    const copy = new Layer();
    copy.take(this);
    return copy;
  }

  /** Forgets these changes, unless the same record was changed again. */
  drop(earlier: Layer): void {
    dropped(this.#conversations, earlier.#conversations);
    dropped(this.#messages, earlier.#messages);
    dropped(this.#systemPrompts, earlier.#systemPrompts);
  }
}

/** Records by their id; undefined if deleted. */
type Changes<T> = Map<string, T | undefined>;

async function written<T>(
  changes: Changes<T>,
  table: Pick<Table<T>, 'put' | 'delete'>,
): Promise<void> {
  const entries = [...changes];
  await Promise.all(entries.map(([id, record]) => (record ? table.put(record) : table.delete(id))));
}

async function deleted<T>(changes: Changes<T>, table: Table<T>): Promise<void> {
  for (const [id, record] of changes) if (!record) await table.delete(id);
}

function dropped<T>(changes: Changes<T>, earlier: Changes<T>): void {
  for (const [id, record] of earlier) if (changes.get(id) === record) changes.delete(id);
}

class LayeredTable<T extends { readonly id: string }> implements Table<T> {
  protected readonly changes: Changes<T>;
  readonly #below: Table<T>;

  constructor(changes: Changes<T>, below: Table<T>) {
    this.changes = changes;
    this.#below = below;
  }

  async get(id: string): Promise<T | undefined> {
    const below = await this.#below.get(id);
    return this.changes.has(id) ? this.changes.get(id) : below;
  }

  async all(): Promise<readonly T[]> {
    return this.layered(await this.#below.all());
  }

  async put(record: T): Promise<void> {
    this.changes.set(record.id, record);
  }

  async delete(id: string): Promise<void> {
    this.changes.set(id, undefined);
  }

  protected layered(below: readonly T[]): readonly T[] {
    const unchanged = below.filter(({ id }) => !this.changes.has(id));
    return [...unchanged, ...[...this.changes.values()].filter((record) => record !== undefined)];
  }
}

class LayeredMessages extends LayeredTable<Message> implements MessageTable {
  readonly #messages: MessageTable;

  constructor(changes: Changes<Message>, below: MessageTable) {
    super(changes, below);
    this.#messages = below;
  }

  async of(conversation: string) {
    const all = this.layered(await this.#messages.of(conversation));
    return all.filter((message) => message.conversation === conversation);
  }

  async live() {
    return this.layered(await this.#messages.live()).filter(isLive);
  }
}
