import type { Conversation, SystemPrompt } from './Conversation';
import { furtherMessage, furtherPart } from './further';
import type { History, Keeping } from './History';
import type { Message, Part, Reply } from './Message';
import type { Records, Transactions } from './Records';

/** A history by whatever has transactions: each of its methods is one. */
export class TransactedHistory implements History {
  readonly keeping: () => Keeping;
  readonly subscribe: (listener: () => void) => () => void;
  readonly #transactions: Transactions;

  constructor(transactions: Transactions, told: Pick<History, 'keeping' | 'subscribe'>) {
    this.#transactions = transactions;
    this.keeping = told.keeping;
    this.subscribe = told.subscribe;
  }

  conversations(): Promise<readonly Conversation[]> {
    return this.#transactions.read(listed);
  }

  conversation(id: string): Promise<Conversation | undefined> {
    return this.#transactions.read(({ conversations }) => conversations.get(id));
  }

  messages(conversation: string): Promise<readonly Message[]> {
    return this.#transactions.read(({ messages }) => messages.of(conversation));
  }

  message(id: string): Promise<Message | undefined> {
    return this.#transactions.read(({ messages }) => messages.get(id));
  }

  live(): Promise<readonly Reply[]> {
    return this.#transactions.read(({ messages }) => messages.live());
  }

  put(conversation: Conversation, messages: readonly Message[] = []): Promise<void> {
    return this.#transactions.write(async (records) => {
      const writes = messages.map((message) => putMessage(records, message));
      await Promise.all([records.conversations.put(conversation), ...writes]);
    }, 'now');
  }

  change(
    id: string,
    change: (now: Conversation) => Conversation,
  ): Promise<Conversation | undefined> {
    return this.#transactions.write(async ({ conversations }) => {
      const now = await conversations.get(id);
      if (!now) return undefined;
      const changed = change(now);
      await conversations.put(changed);
      return changed;
    });
  }

  keep(reply: string, part: Part): Promise<void> {
    return this.#transactions.write(async ({ messages }) => {
      const now = await messages.get(reply);
      if (now?.kind !== 'reply') return;
      const parts = now.parts.map((each) =>
        each.key === part.key ? furtherPart(each, part) : each,
      );
      await messages.put({ ...now, parts });
    });
  }

  dequeue(conversation: string): Promise<string | undefined> {
    return this.#transactions.write(async ({ conversations }) => {
      const now = await conversations.get(conversation);
      if (!now || now.queue.length === 0) return undefined;
      const [first, ...queue] = now.queue;
      await conversations.put({ ...now, queue });
      return first;
    }, 'now');
  }

  purge(before: number): Promise<void> {
    return this.#transactions.write(async ({ conversations, messages }) => {
      for (const { id, deletedAt } of await conversations.all()) {
        if (deletedAt === undefined || deletedAt >= before) continue;
        for (const message of await messages.of(id)) await messages.delete(message.id);
        await conversations.delete(id);
      }
    });
  }

  all() {
    return this.#transactions.read(async (records) => {
      const [conversations, all] = await Promise.all([listed(records), records.messages.all()]);
      const messages = new Map<string, Message[]>(conversations.map(({ id }) => [id, []]));
      for (const message of all) messages.get(message.conversation)?.push(message);
      return conversations.map((conversation) => ({
        conversation,
        messages: messages.get(conversation.id) ?? [],
      }));
    });
  }

  async systemPrompts(): Promise<readonly SystemPrompt[]> {
    const prompts = await this.#transactions.read(({ systemPrompts }) => systemPrompts.all());
    return [...prompts].sort((one, other) => one.name.localeCompare(other.name));
  }

  putSystemPrompt(prompt: SystemPrompt): Promise<void> {
    return this.#transactions.write(({ systemPrompts }) => systemPrompts.put(prompt));
  }

  deleteSystemPrompt(id: string): Promise<void> {
    return this.#transactions.write(({ systemPrompts }) => systemPrompts.delete(id));
  }
}

async function listed({ conversations }: Records): Promise<readonly Conversation[]> {
  const all = await conversations.all();
  return all
    .filter(({ deletedAt }) => deletedAt === undefined)
    .sort((one, other) => other.changedAt - one.changedAt || other.createdAt - one.createdAt);
}

async function putMessage({ messages }: Records, message: Message): Promise<void> {
  await messages.put(furtherMessage(await messages.get(message.id), message));
}
