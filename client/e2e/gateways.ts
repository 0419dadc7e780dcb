/** What a gateway says of one of its streams. */
export interface Told {
  readonly id: string;
  readonly model: string;
  readonly state: 'live' | 'finished' | 'failed';
  readonly reason?: string;
  readonly position: number;
  readonly readers: number;
  readonly text: string;
}

type Listed = Pick<Told, 'id' | 'model' | 'state' | 'position' | 'readers'>;

/** The streams of a gateway, newest first. */
export async function streamsOf(gateway: string): Promise<readonly Listed[]> {
  const response = await fetch(`${gateway}/v1/streams`);
  return (await response.json()).streams;
}

/** A stream as a whole, as it is now. */
export async function told(gateway: string, stream: string): Promise<Told> {
  const response = await fetch(`${gateway}/v1/streams/${stream}`, {
    headers: { Accept: 'application/json' },
  });
  return response.json();
}

/** Starts a stream, as any program may, and says its id. */
export async function start(gateway: string, body: object): Promise<string> {
  const response = await fetch(`${gateway}/v1/streams`, {
    method: 'POST',
    headers: {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'Spate-Lifetime': 'detached',
    },
    body: JSON.stringify(body),
  });
  return (await response.json()).id;
}

export async function forget(gateway: string, stream: string): Promise<void> {
  await fetch(`${gateway}/v1/streams/${stream}`, { method: 'DELETE' });
}

/** How many readers all live streams have together. */
export async function readersOf(gateway: string): Promise<number> {
  const streams = await streamsOf(gateway);
  return streams.reduce((sum, { state, readers }) => sum + (state === 'live' ? readers : 0), 0);
}
