import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DOUBT_MILLIS, Follower, SILENCE_MILLIS } from './Follower';
import { following, waits } from './scriptedFollower.double';
import {
  type Answering,
  type Coming,
  carrying,
  framesOf,
  hanging,
  heartbeat,
  replying,
  ScriptedTransport,
  unreachable,
} from './scriptedTransport.double';
import { ScriptedWorld } from './scriptedWorld.double';

const frames = framesOf('Why', ' ', 'SSE', '?');
const request = { key: 'k', body: { prompt: 'Why SSE?' } };
const problem = { status: 503, type: 'urn:spate:too-many-readers', title: 'Busy', detail: '' };
const busy = (afterMillis: number) => replying({ kind: 'busy', problem, afterMillis });

describe('a connection that is lost', () => {
  test.each(['ends', 'breaks'] as const)('and %s is resumed, at every position', async (how) => {
    for (let read = 0; read < frames.length; read++) {
      const { world, transport, follower, answer } = following(
        carrying(frames.slice(0, read), how),
        carrying(frames.slice(read)),
      );

      await world.run(follower.start(request));

      expect(answer()).toMatchObject({ text: 'Why SSE?', position: 6, reconnects: 1 });
      expect(transport.cursors()).toEqual(['start', read]);
      expect(answer().seams.map((seam) => seam.position)).toEqual(read === 0 ? [] : [read]);
    }
  });

  test('shows nothing twice though the gateway says it twice', async () => {
    const { world, follower, answer } = following(
      carrying(frames.slice(0, 3), 'breaks'),
      carrying([...frames.slice(0, 4), ...frames]),
    );

    await world.run(follower.start(request));

    expect(answer().text).toBe('Why SSE?');
  });

  test.each<[string, Coming[]]>([
    ['a gap', [...frames.slice(0, 2), ...frames.slice(3)]],
    ['a gap within a batch', [[...frames.slice(0, 2), ...frames.slice(3)]]],
    ['two events in the wrong order', [[...frames.slice(0, 2), ...frames.slice(2, 4).reverse()]]],
  ])('is dropped before %s, and resumed', async (_, coming) => {
    const { world, transport, follower, answer } = following(
      carrying(coming, 'falls silent'),
      (world, signal) => {
        const after = transport.asked.at(-1)?.after ?? 0;
        return carrying(frames.slice(after))(world, signal);
      },
    );

    await world.run(follower.start(request));

    expect(answer()).toMatchObject({ text: 'Why SSE?', reconnects: 1 });
    expect(transport.asked[0]?.signal.aborted).toBe(true);
    expect(world.now()).toBe(1_000_500);
  });

  test('is tried for again later after each attempt in vain, and soon once something came', async () => {
    const { world, told, follower, answer } = following(
      carrying(frames.slice(0, 2), 'breaks'),
      ...Array.from({ length: 4 }, () => unreachable),
      busy(0),
      carrying([], 'breaks'),
      carrying(frames.slice(2, 3), 'breaks'),
      carrying(frames.slice(3)),
    );

    await world.run(follower.start(request));

    expect(answer().text).toBe('Why SSE?');
    expect(waits(told)).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000, 500]);
    expect(answer().seams).toMatchObject([
      { position: 2, length: 3, awayMillis: 35_500, ms: 20 },
      { position: 3, length: 4, awayMillis: 500, ms: 30 },
    ]);
  });

  test('is tried for a thousand times', async () => {
    const { world, follower, answer } = following(
      carrying(frames.slice(0, 2), 'breaks'),
      ...Array.from({ length: 900 }, () => unreachable),
      carrying(frames.slice(2)),
    );

    await world.run(follower.start(request));

    expect(answer().text).toBe('Why SSE?');
  });

  test('was good if it brought a heartbeat, though there was nothing to say', async () => {
    const { world, told, follower } = following(
      ...Array.from({ length: 4 }, () => carrying([15_000, heartbeat], 'breaks')),
      carrying(frames),
    );

    await world.run(follower.start(request));

    expect(waits(told)).toEqual([500, 500, 500, 500]);
  });

  test('is tried for when the gateway says, at the earliest', async () => {
    const { world, told, follower } = following(busy(30_000), busy(100), carrying(frames));

    await world.run(follower.start(request));

    expect(waits(told)).toEqual([30_000, 1000]);
    expect(told[0]).toMatchObject({ problem });
  });

  test('comes back wherever it is cut, and however much is said twice', async () => {
    const connection = fc.record({
      back: fc.nat(3),
      batches: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 }),
      how: fc.constantFrom('ends' as const, 'breaks' as const, 'falls silent' as const),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(connection, { maxLength: 8 }), async (connections) => {
        const { world, transport, follower, answer } = following(
          ...connections.map(
            ({ back, batches, how }): Answering =>
              (world, signal) => {
                const from = Math.max(0, (transport.asked.at(-1)?.after ?? 0) - back);
                const ends = batches.map((_, at) =>
                  batches.slice(0, at + 1).reduce((sum, size) => sum + size, from),
                );
                const coming = ends.map((end, at) => frames.slice(ends[at - 1] ?? from, end));
                return carrying(coming, how)(world, signal);
              },
          ),
          carrying(frames),
        );

        await world.run(follower.start(request));

        expect(answer()).toMatchObject({ text: 'Why SSE?', end: { kind: 'finished' } });
      }),
      { numRuns: 200 },
    );
  });
});

describe('silence', () => {
  test('for long enough is a cut, and resumed at once', async () => {
    const { world, transport, told, follower, answer } = following(
      carrying(frames.slice(0, 3), 'falls silent'),
      carrying(frames.slice(3)),
    );

    await world.run(follower.start(request));

    expect(answer().text).toBe('Why SSE?');
    expect(told).toContainEqual({
      kind: 'cut',
      at: 1_000_000 + SILENCE_MILLIS,
      retryAt: 1_000_000 + SILENCE_MILLIS,
    });
    expect(transport.asked[0]?.signal.aborted).toBe(true);
  });

  test('is none while heartbeats come, nor while anything at all does', async () => {
    const { world, transport, follower } = following(
      carrying([15_000, heartbeat, 30_000, [], 30_000, ...frames]),
    );

    await world.run(follower.start(request));

    expect(transport.asked).toHaveLength(1);
  });

  test('before the reply is a cut too', async () => {
    const { world, transport, follower } = following(hanging, carrying(frames));

    await world.run(follower.start(request));

    expect(transport.cursors()).toEqual(['start', 'start']);
    expect(world.now()).toBe(1_000_000 + SILENCE_MILLIS);
  });

  test('is told by the clock, however late the timers are', async () => {
    const { world, transport, told, follower } = following(
      carrying([...frames.slice(0, 2), 20_000, heartbeat], 'falls silent'),
      carrying(frames.slice(2)),
    );
    world.lateMillis = 60_000;

    await world.run(follower.start(request));

    // The timer rings at 95 s, when the heartbeat of 80 s is 15 s old: that is no silence yet.
    expect(transport.asked).toHaveLength(2);
    expect(told.find(({ kind }) => kind === 'cut')).toMatchObject({ at: 1_175_000 });
  });

  test('is found though somebody puts the clock back', async () => {
    const { world, transport, follower } = following(
      carrying(frames.slice(0, 2), 'falls silent'),
      carrying(frames.slice(2)),
    );
    const done = follower.start(request);
    await world.settled();
    world.set(500_000);

    await world.run(done);

    expect(transport.asked).toHaveLength(2);
    expect(world.now()).toBeLessThan(500_000 + 2 * SILENCE_MILLIS + 1);
  });
});

describe('waking', () => {
  test('tries at once instead of waiting, and soon again if that fails', async () => {
    const { world, transport, told, follower } = following(
      ...Array.from({ length: 5 }, () => unreachable),
      carrying(frames),
    );
    const done = follower.start(request);
    await world.pass(4000);
    expect(transport.asked).toHaveLength(4);

    follower.wake();
    await world.settled();

    expect(transport.asked).toHaveLength(5);
    expect(waits(told).at(-1)).toBe(500);
    await world.run(done);
  });

  test('tries once, however often it is woken', async () => {
    const { world, transport, follower } = following(unreachable, hanging);
    void follower.start(request);
    await world.settled();

    for (let times = 0; times < 3; times++) follower.wake();
    await world.settled();
    follower.wake();
    await world.settled();

    expect(transport.asked).toHaveLength(2);
    follower.leave();
  });

  test('does not come before the gateway has said', async () => {
    const { world, transport, follower } = following(busy(10_000), carrying(frames));
    const done = follower.start(request);
    await world.pass(5000);

    follower.wake();
    await world.settled();
    expect(transport.asked).toHaveLength(1);

    await world.run(done);
    expect(world.now()).toBe(1_010_000);
  });

  test('drops a connection that has missed a heartbeat, and resumes', async () => {
    const { world, transport, follower, answer } = following(
      carrying(frames.slice(0, 2), 'falls silent'),
      carrying(frames.slice(2)),
    );
    const done = follower.start(request);
    await world.settled();
    // The lid was closed: the timers slept too.
    world.set(1_000_000 + DOUBT_MILLIS + 1);

    follower.wake();
    await done;

    expect(transport.asked[0]?.signal.aborted).toBe(true);
    expect(answer()).toMatchObject({ text: 'Why SSE?', seams: [{ awayMillis: 0 }] });
  });

  test('leaves a connection alone that may well be alive', async () => {
    const { world, transport, follower } = following(carrying(frames.slice(0, 2), 'falls silent'));
    void follower.start(request);
    await world.pass(DOUBT_MILLIS);

    follower.wake();
    await world.settled();

    expect(transport.asked).toHaveLength(1);
    follower.leave();
  });
});

describe('cutting', () => {
  test('makes nothing of a reply that it has broken off', async () => {
    const { world, transport, follower, answer } = following(async (world, signal) => {
      await hanging(world, signal).catch(() => {});
      return { kind: 'refused', problem };
    }, carrying(frames));
    const done = follower.start(request);
    await world.settled();

    follower.cut();
    await done;

    expect(transport.cursors()).toEqual(['start', 'start']);
    expect(answer().end).toMatchObject({ kind: 'finished' });
  });

  test('drops the connection, and resumes at once at a seam', async () => {
    const { world, transport, told, follower, answer } = following(
      carrying(frames.slice(0, 3), 'falls silent'),
      carrying(frames.slice(3)),
    );
    const done = follower.start(request);
    await world.settled();

    follower.cut();
    await done;

    expect(transport.asked[0]?.signal.aborted).toBe(true);
    expect(transport.cursors()).toEqual(['start', 3]);
    expect(waits(told)).toEqual([0]);
    expect(answer()).toMatchObject({ text: 'Why SSE?', seams: [{ position: 3 }], reconnects: 1 });
  });

  test('changes nothing while there is no connection', async () => {
    const { world, transport, follower } = following(unreachable, carrying(frames));
    const done = follower.start(request);
    await world.settled();

    follower.cut();
    await world.settled();

    expect(transport.asked).toHaveLength(1);
    await world.run(done);
  });
});

describe('leaving', () => {
  test('lets go of the connection, and tells nothing after', async () => {
    const { world, transport, told, follower } = following(
      carrying([...frames.slice(0, 2), 1000, ...frames.slice(2)]),
    );
    const done = follower.start(request);
    await world.settled();

    follower.leave();
    const length = told.length;

    expect(told.at(-1)).toEqual({ kind: 'left' });
    await done;
    await world.pass(5000);
    expect(told).toHaveLength(length);
    expect(transport.asked).toHaveLength(1);
    expect(transport.asked[0]?.signal.aborted).toBe(true);
  });

  test.each([
    ['while it waits for another attempt', unreachable],
    ['while it waits for the reply', hanging],
  ])('resolves %s', async (_, reply) => {
    const { world, told, follower } = following(reply);
    const done = follower.start(request);
    await world.settled();

    follower.leave();
    follower.leave();

    await done;
    expect(told.filter(({ kind }) => kind === 'left')).toHaveLength(1);
  });

  test('from within what it tells is heard', async () => {
    const world = new ScriptedWorld();
    const transport = new ScriptedTransport(world, unreachable, carrying(frames));
    const told: string[] = [];
    const follower: Follower = new Follower(transport, world, ({ kind }) => {
      told.push(kind);
      if (kind === 'cut') follower.leave();
    });

    await follower.start(request);

    expect(told).toEqual(['cut', 'left']);
  });

  test('leaves what has ended as it is', async () => {
    const { world, told, follower } = following(carrying(frames));
    await world.run(follower.start(request));

    follower.leave();

    expect(told.at(-1)).toMatchObject({ kind: 'frames' });
  });

  test('before the beginning starts nothing', async () => {
    const { transport, follower } = following(carrying(frames));

    follower.leave();
    await follower.start(request);

    expect(transport.asked).toEqual([]);
  });
});
