import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Answer, nothingYet } from '../stream/answer';
import type { Row } from '../stream/Recording';
import type { Outcome, Transport } from '../stream/Transport';
import { frameOf, pieces } from './rows.fixture';
import { TELL_MILLIS, Trace } from './Trace';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

/** Something that changes, and tells. */
class Source<Value> {
  #value: Value;
  readonly listeners = new Set<() => void>();

  constructor(value: Value) {
    this.#value = value;
  }

  readonly get = () => this.#value;
  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  set(value: Value): void {
    this.#value = value;
    for (const listener of this.listeners) listener();
  }
}

const rest = { start: () => Promise.reject(), launch: () => Promise.reject() };

/** A gateway that has so many pieces of each stream. */
function gateway(most: number): Transport & { readonly asked: string[]; readonly given: number[] } {
  const asked: string[] = [];
  const given: number[] = [];
  async function* frames() {
    for (let position = 1; position <= most; position += 10) {
      const batch = Array.from({ length: Math.min(10, most - position + 1) }, (_, index) =>
        frameOf(position + index, (position + index) * 10, { text: ` ${position + index}` }),
      );
      given.push(batch.length);
      yield batch;
    }
  }
  const follow = async (stream: string, after: number): Promise<Outcome> => {
    asked.push(`${stream} after ${after}`);
    return { kind: 'stream', stream, frames: frames() };
  };
  return { ...rest, follow, asked, given };
}

function answering(reply: Outcome | Error): Transport {
  return {
    ...rest,
    follow: async () => {
      if (reply instanceof Error) throw reply;
      return reply;
    },
  };
}

const finished: Answer = {
  ...nothingYet,
  stream: 's',
  position: 30,
  end: { kind: 'finished', reason: 'stop' },
};

async function opened(answer: Answer, rows: readonly Row[], transport: Transport) {
  const live = new Source(answer);
  const recording = new Source(rows);
  const log = new Trace(live, recording, transport);
  let told = 0;
  const close = log.subscribe(() => {
    told++;
  });
  await vi.advanceTimersByTimeAsync(TELL_MILLIS);
  return { live, recording, log, close, told: () => told };
}

describe('what the inspector has of a stream', () => {
  test('is its recording, if that begins at the start', async () => {
    const transport = gateway(30);

    const { log } = await opened(finished, pieces(1, 30), transport);

    expect(log.get().lines).toHaveLength(30);
    expect(log.get().earlier.state).toBe('none');
    expect(transport.asked).toEqual([]);
  });

  test('is read again up to where the recording begins, and no further', async () => {
    const transport = gateway(100);

    const { log } = await opened({ ...finished, position: 100 }, pieces(26, 100), transport);

    expect(transport.asked).toEqual(['s after 0']);
    expect(transport.given).toEqual([10, 10, 10]);
    expect(log.get().earlier).toMatchObject({ state: 'read', wanted: 25 });
    expect(log.get().lines).toHaveLength(25 + 1 + 75);
    expect(log.get().counts).toMatchObject({ frames: 100, connections: 1 });
    expect(log.replay()?.at(3).text).toBe(' 1 2 3');
  });

  test('is read again as far as the answer had come, where nothing was recorded', async () => {
    const { log } = await opened(finished, [], gateway(100));

    expect(log.get().lines.filter(({ kind }) => kind === 'frame')).toHaveLength(30);
  });

  test('is no more than its times, where the gateway has forgotten it', async () => {
    const ticks = { length: 2, ms: [10, 20], bytes: [1, 2] };

    const { log } = await opened(
      { ...finished, ticks, text: 'abc' },
      [],
      answering({ kind: 'gone' }),
    );

    expect(log.get().earlier.state).toBe('gone');
    expect(log.get().lines).toMatchObject([{ kind: 'kept' }, { kind: 'kept' }]);
    expect(log.replay()?.at(2).text).toBe('a');
  });

  test.each([
    ['there is no connection', answering(new TypeError('Failed to fetch'))],
    [
      'the gateway is busy',
      answering({
        kind: 'busy',
        problem: { status: 503, type: '', title: '', detail: '' },
        afterMillis: 0,
      }),
    ],
    ['the stream is empty', gateway(0)],
  ])('says that it could not be read where %s', async (_, transport) => {
    const { log } = await opened(finished, [], transport);

    expect(log.get().earlier.state).toBe('failed');
  });

  test('is asked for as soon as the stream is known', async () => {
    const transport = gateway(30);
    const { live } = await opened(nothingYet, [], transport);
    expect(transport.asked).toEqual([]);

    live.set(finished);
    await vi.advanceTimersByTimeAsync(TELL_MILLIS);

    expect(transport.asked).toEqual(['s after 0']);
  });

  test('is told ten times a second at most', async () => {
    const { recording, log, told } = await opened(finished, pieces(1, 1), gateway(1));
    const before = told();

    for (let count = 2; count <= 51; count++) {
      recording.set(pieces(1, count));
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(TELL_MILLIS);

    expect(told() - before).toBeLessThanOrEqual(6);
    expect(log.get().lines).toHaveLength(51);
  });

  test('costs nothing once nobody watches', async () => {
    const { live, recording, close, told } = await opened(finished, pieces(1, 1), gateway(1));
    const before = told();

    close();
    recording.set(pieces(1, 2));
    await vi.advanceTimersByTimeAsync(1000);

    expect(told()).toBe(before);
    expect(live.listeners.size + recording.listeners.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('goes on growing under a replay', async () => {
    const { recording, log } = await opened(finished, pieces(1, 3), gateway(30));
    expect(log.replay()?.at(99).text).toBe(' 1 2 3');

    recording.set(pieces(3, 5));
    await vi.advanceTimersByTimeAsync(TELL_MILLIS);

    expect(log.replay()?.at(99).text).toBe(' 1 2 3 4 5');
  });
});
