import { describe, expect, test } from 'vitest';
import { type Answer, nothingYet } from './answer';
import { Follower } from './Follower';
import { framesOf, refusing, ScriptedWorld, streaming } from './scriptedWorld';

const frames = framesOf('Why', ' ', 'SSE', '?');
const offline = new TypeError('Failed to fetch');

async function ask(world: ScriptedWorld): Promise<Answer> {
  let shown = nothingYet;
  await new Follower(world, (answer) => {
    shown = answer;
  }).ask('Why SSE?');
  return shown;
}

describe('resuming', () => {
  test.each(['ends', 'breaks'] as const)(
    'goes on when the connection %s, at every position',
    async (how) => {
      for (let read = 0; read < frames.length; read++) {
        const world = new ScriptedWorld(
          streaming(frames.slice(0, read), how),
          streaming(frames.slice(read)),
        );

        const answer = await ask(world);

        expect(answer).toMatchObject({ text: 'Why SSE?', position: 6 });
        expect(world.cursors()).toEqual([null, read === 0 ? null : `s-${read}`]);
        expect(world.requests[1]).toMatchObject({ path: '/v1/streams/s', method: 'GET' });
        expect(answer.seams.map((seam) => seam.position)).toEqual(read === 0 ? [] : [read]);
      }
    },
  );

  test('drops a frame that was cut in two, and reads it anew', async () => {
    const half = frames[2]?.slice(0, -1) ?? '';
    const world = new ScriptedWorld(
      streaming([...frames.slice(0, 2), half], 'breaks'),
      streaming(frames.slice(2)),
    );

    expect((await ask(world)).text).toBe('Why SSE?');
    expect(world.cursors()).toEqual([null, 's-2']);
  });

  test('shows nothing twice though the gateway says it twice', async () => {
    const world = new ScriptedWorld(streaming(frames.slice(0, 3), 'breaks'), streaming(frames));

    expect((await ask(world)).text).toBe('Why SSE?');
  });

  test('resumes before a gap', async () => {
    const world = new ScriptedWorld(
      streaming([...frames.slice(0, 2), ...frames.slice(3)], 'falls silent'),
      streaming(frames.slice(2)),
    );

    expect((await ask(world)).text).toBe('Why SSE?');
    expect(world.cursors()).toEqual([null, 's-2']);
  });

  test('takes silence for a cut', async () => {
    const world = new ScriptedWorld(
      streaming(frames.slice(0, 3), 'falls silent'),
      streaming(frames.slice(3)),
    );
    world.silenceMillis = 5;

    expect((await ask(world)).text).toBe('Why SSE?');
  });

  test('waits longer after each attempt in vain, and afresh once something came', async () => {
    const world = new ScriptedWorld(
      streaming(frames.slice(0, 2), 'breaks'),
      ...Array.from({ length: 4 }, () => offline),
      new Response(null, { status: 503 }),
      streaming([], 'breaks'),
      streaming(frames.slice(2, 3), 'breaks'),
      streaming(frames.slice(3)),
    );

    const answer = await ask(world);

    expect(answer.text).toBe('Why SSE?');
    expect(world.pauses).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000, 500]);
    expect(answer.seams.at(-1)).toEqual({ position: 3, length: 4, awayMillis: 500 });
  });

  test('takes 204 for everything having been read', async () => {
    const world = new ScriptedWorld(
      streaming(frames.slice(0, 5), 'breaks'),
      new Response(null, { status: 204 }),
    );

    const answer = await ask(world);

    expect(answer).toMatchObject({ text: 'Why SSE?', end: { kind: 'allRead' } });
  });

  test.each([404, 410])('gives up on %i, and keeps what was read', async (status) => {
    const world = new ScriptedWorld(
      streaming(frames.slice(0, 2), 'breaks'),
      refusing(status, 'Ended and forgotten.'),
    );

    const answer = await ask(world);

    expect(answer).toMatchObject({ text: 'Why', end: { kind: 'gone' } });
  });
});
