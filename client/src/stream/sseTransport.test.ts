import { describe, expect, test } from 'vitest';
import { nothingYet } from './answer';
import { Follower } from './Follower';
import type { Frame } from './Frame';
import { LiveAnswer } from './LiveAnswer';
import { eventsOf, refusing, ScriptedEndpoint, streaming } from './scriptedEndpoint.double';
import { ScriptedWorld } from './scriptedWorld.double';
import { sseTransport } from './sseTransport';
import type { Outcome } from './Transport';

const request = { key: 'k', body: { prompt: 'Why SSE?' } };
const events = eventsOf('Why', ' ', 'SSE', '?');
const { signal } = new AbortController();

async function framesOf(reply: Outcome): Promise<(readonly Frame[])[]> {
  const batches: (readonly Frame[])[] = [];
  if (reply.kind === 'stream') for await (const batch of reply.frames) batches.push(batch);
  return batches;
}

describe('starting', () => {
  test('posts the body, detached and with its key, and reads the reply', async () => {
    const gateway = new ScriptedEndpoint(streaming(events));

    const reply = await sseTransport(gateway, () => 7).start(request, signal);

    expect(gateway.requests).toEqual([
      {
        address: '/v1/streams?times=true',
        method: 'POST',
        headers: {
          accept: 'text/event-stream',
          'content-type': 'application/json',
          'idempotency-key': 'k',
          'spate-lifetime': 'detached',
        },
        body: '{"prompt":"Why SSE?"}',
      },
    ]);
    expect(reply).toMatchObject({ kind: 'stream', stream: 's' });
    const batches = await framesOf(reply);
    expect(batches.map(([frame]) => frame?.id)).toEqual(['s-1', 's-2', 's-3', 's-4', 's-5', 's-6']);
    expect(batches[1]).toEqual([
      { type: 'message', data: '{"ms":9,"text":"Why"}', id: 's-2', bytes: 37, at: 7 },
    ]);
  });

  test('tells of each chunk, though no frame is whole', async () => {
    const gateway = new ScriptedEndpoint(streaming(['id: s-1\n', 'data: {}', '\n\n']));

    const reply = await sseTransport(gateway).start(request, signal);

    expect((await framesOf(reply)).map((batch) => batch.length)).toEqual([0, 0, 1]);
  });

  test('only launches where nobody is to read', async () => {
    const gateway = new ScriptedEndpoint(
      Response.json({ id: 's' }, { status: 201, headers: { 'Spate-Stream': 's' } }),
    );

    const reply = await sseTransport(gateway).launch(request, signal);

    expect(reply).toEqual({ kind: 'started', stream: 's' });
    expect(gateway.requests[0]?.headers).toMatchObject({
      accept: 'application/json',
      'idempotency-key': 'k',
      'spate-lifetime': 'detached',
    });
  });

  test.each(['start', 'launch'] as const)(
    'is refused what another attempt won’t mend (%s)',
    async (how) => {
      for (const status of [400, 403, 404, 410, 422, 500, 505]) {
        const transport = sseTransport(new ScriptedEndpoint(refusing(status, 'bad-prompt')));

        expect(await transport[how](request, signal)).toEqual({
          kind: 'refused',
          problem: { status, type: 'urn:spate:bad-prompt', title: 'No', detail: 'Mend it.' },
        });
      }
    },
  );

  test.each([408, 429, 502, 503, 504])('is to be tried again after %i', async (status) => {
    const gateway = new ScriptedEndpoint(refusing(status, 'store-full', { 'Retry-After': '3' }));

    expect(await sseTransport(gateway).start(request, signal)).toMatchObject({
      kind: 'busy',
      problem: { status },
      afterMillis: 3000,
    });
  });

  test.each([
    ['600', 60_000],
    ['soon', 0],
    ['-1', 0],
  ])('waits with Retry-After: %s for %i ms', async (after, afterMillis) => {
    const gateway = new ScriptedEndpoint(refusing(503, 'store-full', { 'Retry-After': after }));

    expect(await sseTransport(gateway).start(request, signal)).toMatchObject({ afterMillis });
  });

  test('is refused where something else than the gateway answers', async () => {
    const page = new Response('<h1>Hello', { headers: { 'Content-Type': 'text/html' } });

    expect(await sseTransport(new ScriptedEndpoint(page)).start(request, signal)).toEqual({
      kind: 'refused',
      problem: { status: 200, type: '', title: '', detail: '' },
    });
  });

  test('throws where there is no connection', async () => {
    const offline = new ScriptedEndpoint(new TypeError('Failed to fetch'));

    await expect(sseTransport(offline).start(request, signal)).rejects.toThrow(TypeError);
  });
});

describe('following', () => {
  test.each([
    [0, undefined],
    [7, 's-7'],
  ])('goes on after position %i', async (after, cursor) => {
    const gateway = new ScriptedEndpoint(streaming(events));

    const reply = await sseTransport(gateway).follow('s', after, signal);

    expect(reply).toMatchObject({ kind: 'stream', stream: 's' });
    expect(gateway.requests).toMatchObject([
      { address: '/v1/streams/s?times=true', method: 'GET', body: undefined },
    ]);
    expect(gateway.requests[0]?.headers['last-event-id']).toBe(cursor);
  });

  test('asks another gateway, for any id', async () => {
    const gateway = new ScriptedEndpoint(streaming(events));
    const other = {
      base: 'https://spate.example.org',
      fetch: (address: string, init?: RequestInit) => gateway.fetch(address, init),
    };

    await sseTransport(other).follow('a/b?c', 0, signal);

    expect(gateway.requests[0]?.address).toBe(
      'https://spate.example.org/v1/streams/a%2Fb%3Fc?times=true',
    );
  });

  test.each([404, 410])('finds it gone at %i, and since when', async (status) => {
    const times = { ended: '1970-01-01T00:00:01Z', forgotten: '1970-01-01T01:00:01Z' };
    const gateway = new ScriptedEndpoint(
      refusing(status, 'stream-forgotten', {}, times),
      refusing(status, 'stream-forgotten'),
    );
    const transport = sseTransport(gateway);

    expect(await transport.follow('s', 3, signal)).toEqual({
      kind: 'gone',
      ended: 1000,
      forgotten: 3_601_000,
    });
    expect(await transport.follow('s', 3, signal)).toEqual({ kind: 'gone' });
  });

  test('finds it gone where all is read, and no end was', async () => {
    const gateway = new ScriptedEndpoint(new Response(null, { status: 204 }));

    expect(await sseTransport(gateway).follow('s', 3, signal)).toEqual({ kind: 'gone' });
  });

  test.each([408, 429, 500, 502, 503, 504, 505])(
    'is to be tried again after %i',
    async (status) => {
      const gateway = new ScriptedEndpoint(new Response('oops', { status }));

      expect(await sseTransport(gateway).follow('s', 3, signal)).toEqual({
        kind: 'busy',
        problem: { status, type: '', title: '', detail: '' },
        afterMillis: 0,
      });
    },
  );

  test('is to be tried again where a hotel’s page answers', async () => {
    const page = new Response('<h1>Hello', { headers: { 'Content-Type': 'text/html' } });

    expect(await sseTransport(new ScriptedEndpoint(page)).follow('s', 3, signal)).toMatchObject({
      kind: 'busy',
    });
  });

  test('is refused a cursor that can’t be', async () => {
    const gateway = new ScriptedEndpoint(refusing(400, 'bad-cursor'));

    expect(await sseTransport(gateway).follow('s', 3, signal)).toMatchObject({ kind: 'refused' });
  });
});

describe('a body', () => {
  test.each(['abort', 'return'] as const)('is closed by %s', async (how) => {
    let closed = 0;
    const aborting = new AbortController();
    const gateway = new ScriptedEndpoint(
      streaming(events.slice(0, 1), 'falls silent', () => closed++),
    );
    const reply = await sseTransport(gateway).follow('s', 0, aborting.signal);
    if (reply.kind !== 'stream') throw new Error('no stream');
    const batches = reply.frames[Symbol.asyncIterator]();
    await batches.next();

    if (how === 'return') await batches.return?.();
    else {
      const next = batches.next();
      aborting.abort();
      await expect(next).rejects.toThrow('aborted');
    }

    expect(closed).toBe(1);
  });

  test('that breaks throws', async () => {
    const gateway = new ScriptedEndpoint(streaming(events.slice(0, 1), 'breaks'));

    const reply = await sseTransport(gateway).follow('s', 0, signal);

    await expect(framesOf(reply)).rejects.toThrow('network error');
  });
});

describe('a stream', () => {
  const wire = new TextEncoder().encode(eventsOf('洪水', ' 🌊', 'é').join(''));

  test('comes whole through a connection that breaks at any byte', async () => {
    for (let cut = 0; cut < wire.length; cut++) {
      const world = new ScriptedWorld();
      const gateway = new ScriptedEndpoint(
        (signal) => body(wire.subarray(0, cut), signal),
        (signal) => body(wire.subarray(resumption(gateway)), signal),
      );
      const live = new LiveAnswer(nothingYet);
      const follower = new Follower(
        sseTransport(gateway, () => world.now()),
        world,
        (happening) => live.take(happening),
      );

      await world.run(follower.start(request));

      expect(live.get(), `cut at ${cut}`).toMatchObject({
        text: '洪水 🌊é',
        end: { kind: 'finished' },
        reconnects: 1,
      });
    }
  });

  /** Where the event begins after the one that the latest request has. */
  function resumption(gateway: ScriptedEndpoint): number {
    const cursor = gateway.requests.at(-1)?.headers['last-event-id'];
    const position = Number(cursor?.split('-')[1] ?? 0);
    const before = eventsOf('洪水', ' 🌊', 'é').slice(0, position);
    return new TextEncoder().encode(before.join('')).length;
  }

  function body(bytes: Uint8Array, signal: AbortSignal): Response {
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        signal.addEventListener('abort', () => {
          try {
            controller.error(signal.reason);
          } catch {
            // It has been closed.
          }
        });
        controller.enqueue(bytes);
        controller.close();
      },
    });
    return new Response(stream, {
      headers: { 'Content-Type': 'text/event-stream', 'Spate-Stream': 's' },
    });
  }
});
