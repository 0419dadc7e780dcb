import type { Message, MessageId } from '../history/Message';
import { siblingsOf } from '../history/tree';

/** Where a message stands among its siblings. */
export interface Branch {
  /** From 1. */
  readonly place: number;
  readonly of: number;
  readonly previous: MessageId | undefined;
  readonly next: MessageId | undefined;
}

/** The branch of a message that has siblings. */
export function branchOf(
  messages: ReadonlyMap<MessageId, Message>,
  message: Message | undefined,
): Branch | undefined {
  if (!message) return undefined;
  const siblings = siblingsOf(messages, message);
  if (siblings.length < 2) return undefined;
  const index = siblings.findIndex(({ id }) => id === message.id);
  return {
    place: index + 1,
    of: siblings.length,
    previous: siblings[index - 1]?.id,
    next: siblings[index + 1]?.id,
  };
}

export function sameBranch(one: Branch | undefined, other: Branch | undefined): boolean {
  return (
    one?.place === other?.place &&
    one?.of === other?.of &&
    one?.previous === other?.previous &&
    one?.next === other?.next
  );
}
