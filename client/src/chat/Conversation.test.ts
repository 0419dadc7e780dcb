import { describe, expect, test } from 'vitest';
import { framesOf, refusing, ScriptedWorld, streaming } from '../stream/scriptedWorld';
import type { World } from '../stream/world';
import { Conversation } from './Conversation';
import { Draft } from './Draft';
import { type KeptTurn, Session } from './Session';
import { storageOf } from './storageInMemory';

const frames = framesOf('Hello');

function fresh(world: World, storage = storageOf()) {
  const session = new Session(() => storage);
  const draft = new Draft(session);
  return { conversation: new Conversation(world, session, draft), session, draft };
}

function storageWith(...turns: KeptTurn[]): Storage {
  return storageOf({ 'spate.turns': JSON.stringify(turns) });
}

function later() {
  let resolve: (response: Response) => void = () => {};
  const promise = new Promise<Response>((resolver) => {
    resolve = resolver;
  });
  return { promise, resolve };
}

describe('a conversation', () => {
  test('keeps its turns in order', async () => {
    const world = new ScriptedWorld(streaming(frames), streaming(frames));
    const { conversation } = fresh(world);

    await conversation.ask('one');
    await conversation.ask('two');

    expect(conversation.turns().map(({ prompt }) => prompt)).toEqual(['one', 'two']);
    expect(conversation.turns().map(({ answer }) => answer.text)).toEqual(['Hello', 'Hello']);
  });

  test('asks one thing at a time', async () => {
    const world = new ScriptedWorld(streaming(frames));
    const { conversation } = fresh(world);

    await Promise.all([conversation.ask('one'), conversation.ask('two')]);

    expect(conversation.turns()).toHaveLength(1);
  });

  test('sends what is on the page', async () => {
    const world = new ScriptedWorld(streaming(frames), refusing(503, 'Full.'), streaming(frames));
    const { conversation } = fresh(world);

    await conversation.ask('one');
    await conversation.ask('refused');
    await conversation.ask('two');

    expect(world.requests.map(({ body }) => JSON.parse(String(body)))).toMatchObject([
      { prompt: 'one' },
      {},
      {
        messages: [
          { role: 'user', content: 'one' },
          { role: 'assistant', content: 'Hello' },
          { role: 'user', content: 'two' },
        ],
      },
    ]);
  });

  test('keeps each turn that has a stream', async () => {
    const world = new ScriptedWorld(streaming(frames), refusing(503, 'Full.'), streaming(frames));
    const { conversation, session } = fresh(world);

    await conversation.ask('one');
    await conversation.ask('refused');
    await conversation.ask('two');

    expect(session.turns()).toEqual([
      { stream: 's', prompt: 'one' },
      { stream: 's', prompt: 'two' },
    ]);
  });

  test('gives back a prompt that could not be sent', async () => {
    const { conversation, draft } = fresh(new ScriptedWorld(new TypeError('Failed to fetch')));

    await conversation.ask('one');

    expect(draft.text()).toBe('one');
    expect(conversation.turns()).toMatchObject([{ prompt: 'one', takenBack: true }]);
  });

  test('gives back none where another is being written', async () => {
    const { conversation, draft } = fresh(new ScriptedWorld(new TypeError('Failed to fetch')));
    draft.write('two');

    await conversation.ask('one');

    expect(draft.text()).toBe('two');
    expect(conversation.turns()).toMatchObject([{ prompt: 'one', takenBack: false }]);
  });

  test('cancels a stream as soon as it has an id', async () => {
    const reply = later();
    const world = new ScriptedWorld(reply.promise, new Response('{}'));
    const { conversation } = fresh(world);

    const asked = conversation.ask('one');
    await conversation.cancel();
    expect(world.requests).toHaveLength(1);
    reply.resolve(streaming(frames));
    await asked;

    expect(world.requests[1]).toMatchObject({ path: '/v1/streams/s/cancel', method: 'POST' });
  });

  test('says why a stream could not be cancelled, and lets one try again', async () => {
    const reply = later();
    const world = new ScriptedWorld(reply.promise, refusing(403, 'Not yours.'));
    const { conversation } = fresh(world);

    void conversation.ask('one');
    await conversation.cancel();
    reply.resolve(streaming(frames.slice(0, 1), 'falls silent'));
    await expect.poll(() => conversation.turns()[0]?.problem?.detail).toBe('Not yours.');

    expect(conversation.turns()[0]?.cancelling).toBe(false);
  });
});

describe('a conversation after a reload', () => {
  const kept = ['one', 'two', 'three'].map((prompt) => ({ stream: prompt, prompt }));

  test('shows each turn again, the one that may be live first', async () => {
    const world = new ScriptedWorld(...kept.map(() => streaming(frames)));
    const { conversation, session } = fresh(world, storageWith(...kept));

    const recalled = conversation.recall();
    expect(conversation.turns().map(({ prompt }) => prompt)).toEqual(['one', 'two', 'three']);
    await recalled;

    expect(conversation.turns().map(({ answer }) => answer.text)).toEqual(Array(3).fill('Hello'));
    expect(world.requests.map(({ path }) => path)).toEqual([
      '/v1/streams/three',
      '/v1/streams/one',
      '/v1/streams/two',
    ]);
    expect(session.turns()).toHaveLength(3);
  });

  test('reads those that have ended one after another', async () => {
    const first = later();
    const live = later();
    const world = new ScriptedWorld(live.promise, first.promise, streaming(frames));
    const { conversation } = fresh(world, storageWith(...kept));

    const recalled = conversation.recall();
    expect(world.requests).toHaveLength(2);
    first.resolve(streaming(frames));
    await expect.poll(() => world.requests.length).toBe(3);
    live.resolve(streaming(frames));
    await recalled;
  });

  test('shows the prompt of a turn that is gone, and leaves it out of what it sends', async () => {
    const world = new ScriptedWorld(streaming(frames), refusing(410, 'Lost.'), streaming(frames));
    const { conversation, session } = fresh(world, storageWith(...kept.slice(0, 2)));

    await conversation.recall();
    await conversation.ask('three');

    expect(conversation.turns()[0]).toMatchObject({
      prompt: 'one',
      answer: { end: { kind: 'gone' } },
    });
    expect(JSON.parse(String(world.requests[2]?.body)).messages[0].content).toBe('two');
    expect(session.turns()).toHaveLength(3);
  });

  test('asks for a prompt that could not be kept', async () => {
    const snapshot = Response.json({ request: { prompt: 'one' } });
    const world = new ScriptedWorld(snapshot, streaming(frames));
    const { conversation } = fresh(world, storageWith({ stream: 's' }));

    await conversation.recall();

    expect(conversation.turns()).toMatchObject([{ prompt: 'one', answer: { text: 'Hello' } }]);
  });

  test('asks only when all before it has been read again', async () => {
    const first = later();
    const world = new ScriptedWorld(streaming(frames), first.promise, streaming(frames));
    const { conversation } = fresh(world, storageWith(...kept.slice(0, 2)));

    void conversation.recall();
    await expect.poll(() => conversation.turns()[1]?.answer.end).toBeDefined();
    const asked = conversation.ask('three');
    first.resolve(streaming(frames));
    await asked;

    expect(world.requests[2]).toMatchObject({ method: 'POST' });
    expect(JSON.parse(String(world.requests[2]?.body)).messages).toHaveLength(5);
  });
});
