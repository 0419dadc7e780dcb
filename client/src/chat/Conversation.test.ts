import { describe, expect, test } from 'vitest';
import { framesOf, refusing, ScriptedWorld, streaming } from '../stream/scriptedWorld';
import { Conversation } from './Conversation';
import type { Session } from './session';

const frames = framesOf('Hello');

function sessionOf(stream?: string): Session & { readonly kept: (string | undefined)[] } {
  const kept = [stream];
  return { kept, stream: () => kept.at(-1), remember: (next) => kept.push(next) };
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
    const conversation = new Conversation(world, sessionOf());

    await conversation.ask('one');
    await conversation.ask('two');

    expect(conversation.turns().map(({ prompt }) => prompt)).toEqual(['one', 'two']);
    expect(conversation.turns().map(({ answer }) => answer.text)).toEqual(['Hello', 'Hello']);
  });

  test('asks one thing at a time', async () => {
    const world = new ScriptedWorld(streaming(frames));
    const conversation = new Conversation(world, sessionOf());

    await Promise.all([conversation.ask('one'), conversation.ask('two')]);

    expect(conversation.turns()).toHaveLength(1);
  });

  test('remembers its stream while that is live, and no longer', async () => {
    const session = sessionOf();

    await new Conversation(new ScriptedWorld(streaming(frames)), session).ask('one');

    expect(session.kept).toEqual([undefined, 's', undefined]);
  });

  test('recalls the stream that was live', async () => {
    const snapshot = Response.json({ request: { prompt: 'one' } });
    const world = new ScriptedWorld(snapshot, streaming(frames));
    const conversation = new Conversation(world, sessionOf('s'));

    await conversation.recall();

    expect(conversation.turns()).toMatchObject([{ prompt: 'one', answer: { text: 'Hello' } }]);
  });

  test('cancels a stream as soon as it has an id', async () => {
    const reply = later();
    const world = new ScriptedWorld(reply.promise, new Response('{}'));
    const conversation = new Conversation(world, sessionOf());

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
    const conversation = new Conversation(world, sessionOf());

    void conversation.ask('one');
    await conversation.cancel();
    reply.resolve(streaming(frames.slice(0, 1), 'falls silent'));
    await expect.poll(() => conversation.turns()[0]?.problem?.detail).toBe('Not yours.');

    expect(conversation.turns()[0]?.cancelling).toBe(false);
  });
});
