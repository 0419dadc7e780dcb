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

describe('asking', () => {
  test('posts the prompt and follows the reply to its end', async () => {
    const world = new ScriptedWorld(streaming(frames));

    const answer = await ask(world);

    expect(answer).toMatchObject({ stream: 's', model: 'echo', text: 'Why SSE?', position: 6 });
    expect(answer.end).toEqual({ kind: 'finished', reason: 'stop' });
    expect(world.requests).toMatchObject([
      { path: '/v1/streams', method: 'POST', body: '{"prompt":"Why SSE?"}' },
    ]);
    expect(world.pauses).toEqual([]);
  });

  test("is refused with the problem's detail", async () => {
    const answer = await ask(new ScriptedWorld(refusing(403, 'Foreign origin.')));

    expect(answer.end).toEqual({
      kind: 'refused',
      problem: { title: 'No', detail: 'Foreign origin.' },
    });
  });

  test('is refused with the status where there is no problem to read', async () => {
    const answer = await ask(new ScriptedWorld(new Response('oops', { status: 502 })));

    expect(answer.end).toMatchObject({ problem: { detail: 'The gateway answered 502.' } });
  });

  test('says that the gateway cannot be reached, and does not ask twice', async () => {
    const world = new ScriptedWorld(offline);

    expect((await ask(world)).end).toMatchObject({ problem: { title: 'Unreachable' } });
    expect(world.requests).toHaveLength(1);
  });

  test('fails on what is no native event', async () => {
    const answer = await ask(new ScriptedWorld(streaming(['id: s-1\ndata: {\n\n'])));

    expect(answer.end).toMatchObject({ kind: 'failed', code: 'unreadable' });
  });
});

describe('recalling', () => {
  test('asks for the prompt, then follows from the start', async () => {
    const world = new ScriptedWorld(
      offline,
      Response.json({ id: 's', state: 'live', request: { prompt: 'Why SSE?' } }),
      streaming(frames),
    );
    const asked: string[] = [];
    const shown: Answer[] = [];

    await new Follower(world, (answer) => shown.push(answer)).recall('s', (prompt) =>
      asked.push(prompt),
    );

    expect(asked).toEqual(['Why SSE?']);
    expect(shown.at(-1)).toMatchObject({ stream: 's', text: 'Why SSE?', seams: [] });
    expect(world.cursors()).toEqual([null, null, null]);
  });

  test('says that the stream is gone', async () => {
    const world = new ScriptedWorld(refusing(410, 'Lost in a restart.'));
    let shown = nothingYet;

    await new Follower(world, (answer) => {
      shown = answer;
    }).recall('s', () => {});

    expect(shown.end).toMatchObject({ kind: 'gone', problem: { detail: 'Lost in a restart.' } });
  });
});
