import type { Choice, Conversation } from '../history/Conversation';
import type { Message, MessageId, Part, Question, Reply } from '../history/Message';
import { newId } from '../history/newId';
import { titleOf } from '../history/title';
import { choosing, pathTo, textOf, transcript } from '../history/tree';
import { nothingYet } from '../stream/answer';
import { bodyOf } from './body';
import type { Model } from './Model';

/** The messages of one conversation, by id. */
export type Messages = ReadonlyMap<MessageId, Message>;

/** What is written, all or nothing, before anything is sent. */
export interface Written {
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
  readonly reply: Reply;
}

/** Pure: what a conversation becomes when something is asked in it. */
export class Asking {
  readonly #conversation: Conversation;
  readonly #messages: Messages;
  readonly #models: readonly Model[];
  readonly #at: number;

  constructor(
    conversation: Conversation,
    messages: Messages,
    models: readonly Model[],
    at: number,
  ) {
    this.#conversation = conversation;
    this.#messages = messages;
    this.#models = models;
    this.#at = at;
  }

  /** A question after this message, or as a root, and a reply to it. */
  question(parent: MessageId | null, text: string): Written {
    const question: Question = {
      kind: 'question',
      id: newId(),
      conversation: this.#conversation.id,
      parent,
      at: this.#at,
      text,
    };
    const messages = new Map(this.#messages).set(question.id, question);
    const { choice } = this.#conversation;
    const reply = this.#reply(question, choice, messages);
    return this.#written([question, reply], reply, messages);
  }

  /** Another reply to a question that was asked before. */
  reply(question: Question, model?: string): Written {
    const { choice } = this.#conversation;
    const chosen = model === undefined ? choice : { ...choice, model };
    const reply = this.#reply(question, chosen, this.#messages);
    return this.#written([reply], reply, this.#messages);
  }

  /** A further part of a reply that broke off: what it has said goes along as the assistant's. */
  continuation(reply: Reply): Written {
    const told = transcript(this.#conversation.choice.system, this.#before(reply));
    const messages = [...told, { role: 'assistant' as const, content: textOf(reply) }];
    const choice = { ...this.#conversation.choice, model: reply.model };
    const part = this.#part(choice, messages);
    const longer: Reply = { ...reply, parts: [...reply.parts, part] };
    return this.#written([longer], longer, this.#messages);
  }

  #reply(question: Question, choice: Choice, messages: Messages): Reply {
    const told = transcript(choice.system, pathTo(messages, question.id));
    const model = this.#model(choice)?.id ?? choice.model ?? '';
    return {
      kind: 'reply',
      id: newId(),
      conversation: this.#conversation.id,
      parent: question.id,
      at: this.#at,
      model,
      parts: [this.#part(choice, told)],
    };
  }

  #part(choice: Choice, told: Parameters<typeof bodyOf>[2]): Part {
    return { key: newId(), body: bodyOf(choice, this.#model(choice), told), answer: nothingYet };
  }

  #before(reply: Reply): readonly Message[] {
    return reply.parent === null ? [] : pathTo(this.#messages, reply.parent);
  }

  #model({ model }: Choice): Model | undefined {
    return this.#models.find(({ id, isDefault }) => (model ? id === model : isDefault));
  }

  #written(added: readonly Message[], reply: Reply, before: Messages): Written {
    const conversation = this.#conversation;
    const messages = new Map(before);
    for (const message of added) messages.set(message.id, message);
    const [first] = added;
    const titled = conversation.renamed || conversation.title !== '';
    return {
      conversation: {
        ...conversation,
        ...(!titled && first?.kind === 'question' && { title: titleOf(first.text) }),
        chosen: choosing(conversation.chosen, reply, messages),
        changedAt: this.#at,
        state: 'live',
      },
      messages: added,
      reply,
    };
  }
}
