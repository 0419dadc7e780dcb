import { describe, expect, test } from 'vitest';
import { type Answer, nothingYet } from './answer';
import { Follower } from './Follower';
import { type Message, requestOf } from './request';
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

  test('posts all messages when something was said before', async () => {
    const world = new ScriptedWorld(streaming(frames));
    const before: Message[] = [{ role: 'user', content: 'one' }];

    await new Follower(world, () => {}).ask('two', before);

    expect(world.requests[0]?.body).toBe(
      '{"messages":[{"role":"user","content":"one"},{"role":"user","content":"two"}]}',
    );
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

    expect((await ask(world)).end).toEqual({ kind: 'unreachable' });
    expect(world.requests).toHaveLength(1);
  });

  test('fails on what is no native event', async () => {
    const answer = await ask(new ScriptedWorld(streaming(['id: s-1\ndata: {\n\n'])));

    expect(answer.end).toMatchObject({ kind: 'failed', code: 'unreadable' });
  });
});

describe('recalling', () => {
  test('follows from the start', async () => {
    const world = new ScriptedWorld(streaming(frames));
    const shown: Answer[] = [];

    await new Follower(world, (answer) => shown.push(answer)).recall('s');

    expect(shown.at(-1)).toMatchObject({ stream: 's', text: 'Why SSE?', seams: [] });
    expect(world.requests).toMatchObject([{ path: '/v1/streams/s', method: 'GET' }]);
  });

  test('asks for the prompt first, if that is wanted', async () => {
    const before: Message[] = [{ role: 'user', content: 'Why not?' }];
    const world = new ScriptedWorld(
      offline,
      Response.json({ id: 's', state: 'live', request: requestOf('Why SSE?', before) }),
      streaming(frames),
    );
    const asked: string[] = [];
    const shown: Answer[] = [];

    await new Follower(world, (answer) => shown.push(answer)).recall('s', (prompt) =>
      asked.push(prompt),
    );

    expect(asked).toEqual(['Why SSE?']);
    expect(shown.at(-1)?.text).toBe('Why SSE?');
    expect(world.cursors()).toEqual([null, null, null]);
  });

  test.each([undefined, () => {}])('says that the stream is gone', async (asked) => {
    const world = new ScriptedWorld(refusing(410, 'Lost in a restart.'));
    let shown = nothingYet;

    await new Follower(world, (answer) => {
      shown = answer;
    }).recall('s', asked);

    expect(shown.end).toEqual({ kind: 'gone' });
  });
});
