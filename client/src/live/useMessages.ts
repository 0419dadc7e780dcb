import { useEffect, useState } from 'react';

const MOST_MESSAGES = 500;

export interface Message {
  readonly number: number;
  readonly text: string;
}

export type Connection = 'opening' | 'open' | 'lost' | 'closed';

/** The last messages of an event source, and how its connection is doing. */
export function useMessages(url: string): readonly [readonly Message[], Connection] {
  const [messages, setMessages] = useState<readonly Message[]>([]);
  const [connection, setConnection] = useState<Connection>('opening');

  useEffect(() => {
    const source = new EventSource(url);
    source.onopen = () => setConnection('open');
    source.onmessage = (event) => setMessages((before) => append(before, String(event.data)));
    source.onerror = () =>
      setConnection(source.readyState === EventSource.CLOSED ? 'closed' : 'lost');
    return () => source.close();
  }, [url]);

  return [messages, connection];
}

export function append(messages: readonly Message[], text: string): readonly Message[] {
  const number = (messages.at(-1)?.number ?? 0) + 1;
  return [...messages, { number, text }].slice(-MOST_MESSAGES);
}
