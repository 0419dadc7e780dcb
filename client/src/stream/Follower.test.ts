import { describe, expect, test } from 'vitest';
import { nothingYet } from './answer';
import { Follower } from './Follower';
import { reduce } from './reduce';
import { following, waits } from './scriptedFollower.double';
import {
  carrying,
  framesOf,
  hanging,
  replying,
  ScriptedTransport,
  unreachable,
} from './scriptedTransport.double';
import { ScriptedWorld } from './scriptedWorld.double';

const frames = framesOf('Why', ' ', 'SSE', '?');
const request = { key: 'k', body: { prompt: 'Why SSE?' } };
const problem = { status: 503, type: 'urn:spate:store-full', title: 'Full', detail: '' };

describe('starting', () => {
  test('reads the answer from the reply to its own request', async () => {
    const { world, transport, follower, told, answer } = following(carrying(frames));

    await world.run(follower.start(request));

    expect(transport.asked).toMatchObject([{ kind: 'start', request }]);
    expect(answer()).toMatchObject({ stream: 's', text: 'Why SSE?', position: 6, seams: [] });
    expect(answer().end).toEqual({ kind: 'finished', reason: 'stop' });
    expect(told[0]).toEqual({ kind: 'opened', stream: 's', at: 1_000_000 });
  });

  test('repeats the same request until its head has come, and then never again', async () => {
    const { world, transport, follower, told, answer } = following(
      unreachable,
      replying({ kind: 'busy', problem, afterMillis: 0 }),
      hanging,
      carrying(frames.slice(0, 1), 'breaks'),
      unreachable,
      carrying(frames.slice(1)),
    );

    await world.run(follower.start(request));

    expect(transport.cursors()).toEqual(['start', 'start', 'start', 'start', 1, 1]);
    expect(transport.asked.slice(0, 4).every((asked) => asked.request === request)).toBe(true);
    expect(answer()).toMatchObject({ text: 'Why SSE?', reconnects: 1 });
    // Silence is no attempt in vain: it has waited long enough.
    expect(waits(told)).toEqual([500, 1000, 0, 500, 1000]);
  });

  test('shows in the meantime when it tries again, and why not now', async () => {
    const { world, follower, answer } = following(
      replying({ kind: 'busy', problem, afterMillis: 7000 }),
    );

    void follower.start(request);
    await world.settled();

    expect(answer().connection).toEqual({
      kind: 'cut',
      at: 1_000_000,
      retryAt: 1_007_000,
      problem,
    });
    follower.leave();
  });

  test('is refused, once and for all', async () => {
    const { world, follower, answer } = following(replying({ kind: 'refused', problem }));

    await world.run(follower.start(request));

    expect(answer().end).toEqual({ kind: 'refused', problem });
  });

  test('follows where the reply only says that it has started', async () => {
    const { world, transport, follower, answer } = following(
      replying({ kind: 'started', stream: 's' }),
      carrying(frames),
    );

    await world.run(follower.start(request));

    expect(transport.cursors()).toEqual(['start', 0]);
    expect(answer()).toMatchObject({ text: 'Why SSE?', seams: [], reconnects: 0 });
  });

  test('starts nothing where the stream is known', async () => {
    const { world, transport, follower } = following(carrying(frames));

    await world.run(follower.start(request, { ...nothingYet, stream: 's' }));

    expect(transport.cursors()).toEqual([0]);
  });

  test('reads nothing where the answer has its end', async () => {
    const { world, transport, follower, told } = following();

    await world.run(follower.start(request, { ...nothingYet, end: { kind: 'abandoned' } }));

    expect(transport.asked).toEqual([]);
    expect(told).toEqual([]);
  });

  test('closes the connection at the end', async () => {
    const { world, transport, follower } = following(carrying(frames, 'falls silent'));

    await world.run(follower.start(request));

    expect(transport.asked[0]?.signal.aborted).toBe(true);
  });
});

describe('following', () => {
  test('begins at the start of a stream that is new here', async () => {
    const { world, transport, follower, answer } = following(carrying(frames));

    await world.run(follower.follow('s'));

    expect(transport.asked).toMatchObject([{ kind: 'follow', stream: 's', after: 0 }]);
    expect(answer().text).toBe('Why SSE?');
  });

  test('goes on from what was kept, without a seam', async () => {
    const before = [{ kind: 'opened', stream: 's', at: 0 } as const].reduce(reduce, nothingYet);
    const kept = reduce(before, { kind: 'frames', frames: frames.slice(0, 3) });
    const { world, transport, follower, answer } = following(carrying(frames.slice(3)));

    await world.run(follower.follow('s', { ...kept, connection: { kind: 'waiting' } }));

    expect(transport.cursors()).toEqual([3]);
    expect(answer({ ...kept, connection: { kind: 'waiting' } })).toMatchObject({
      text: 'Why SSE?',
      seams: [],
      end: { kind: 'finished' },
    });
  });

  test('ends where the gateway has forgotten the stream, and keeps what was read', async () => {
    const { world, follower, answer } = following(
      carrying(frames.slice(0, 2), 'breaks'),
      replying({ kind: 'gone', ended: 5, forgotten: 9 }),
    );

    await world.run(follower.follow('s'));

    expect(answer()).toMatchObject({
      text: 'Why',
      end: { kind: 'gone', ended: 5, forgotten: 9 },
      endedAt: 1_000_500,
    });
  });

  test('ends as unreadable at what is none of the gateway’s events', async () => {
    const broken = { ...frames[2], data: '{' } as (typeof frames)[number];
    const { world, follower, answer } = following(
      carrying([...frames.slice(0, 2), broken], 'falls silent'),
    );

    await world.run(follower.follow('s'));

    expect(answer()).toMatchObject({ text: 'Why', end: { kind: 'failed', code: 'unreadable' } });
  });

  test('ends as unreadable where the transport can make nothing of it', async () => {
    const { world, follower, answer } = following(() => ({
      kind: 'stream',
      stream: 's',
      frames: (async function* () {
        yield frames.slice(0, 2);
        throw new SyntaxError('an event without end');
      })(),
    }));

    await world.run(follower.follow('s'));

    expect(answer()).toMatchObject({
      text: 'Why',
      end: { kind: 'failed', code: 'unreadable', message: 'an event without end' },
    });
  });

  test('hands a mistake of its listener on, and lets go of the connection', async () => {
    const world = new ScriptedWorld();
    const transport = new ScriptedTransport(world, carrying(frames, 'falls silent'));
    const follower = new Follower(transport, world, ({ kind }) => {
      if (kind === 'frames') throw new RangeError('mine');
    });

    await expect(follower.follow('s')).rejects.toThrow('mine');
    expect(transport.asked[0]?.signal.aborted).toBe(true);
  });
});
