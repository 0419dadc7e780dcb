import { describe, expect, test } from 'vitest';
import { cancel } from './cancel';
import { problemOf } from './problem';
import { refusing, ScriptedEndpoint } from './scriptedEndpoint.double';
import { snapshot } from './snapshot';

const offline = new TypeError('Failed to fetch');

describe('cancelling', () => {
  test('asks for it', async () => {
    const gateway = new ScriptedEndpoint(Response.json({ id: 's' }));

    expect(await cancel('s', gateway)).toBeUndefined();
    expect(gateway.requests).toMatchObject([
      { address: '/v1/streams/s/cancel', method: 'POST', body: undefined },
    ]);
  });

  test('says why it failed', async () => {
    const gateway = new ScriptedEndpoint(refusing(410, 'stream-forgotten'), offline);

    expect(await cancel('s', gateway)).toMatchObject({
      status: 410,
      type: 'urn:spate:stream-forgotten',
    });
    expect(await cancel('s', gateway)).toMatchObject({ status: 0 });
  });
});

describe('a snapshot', () => {
  const request = { prompt: 'Why SSE?' };

  test('tells what was asked', async () => {
    const gateway = new ScriptedEndpoint(
      Response.json({ id: 's', model: 'echo', state: 'live', position: 7, readers: 1, request }),
    );

    expect(await snapshot('s', gateway)).toEqual({
      kind: 'snapshot',
      stream: 's',
      model: 'echo',
      state: 'live',
      position: 7,
      request,
    });
    expect(gateway.requests).toMatchObject([
      { address: '/v1/streams/s', headers: { accept: 'application/json' } },
    ]);
  });

  test.each([
    ['gone', refusing(410, 'stream-forgotten', {}, { ended: '1970-01-01T00:00:01Z' })],
    ['refused', refusing(403, 'foreign-host')],
    ['busy', refusing(503, 'shutting-down')],
    ['busy', Response.json({ id: 7 })],
    ['busy', new Response('<h1>Hello')],
    ['busy', offline],
  ])('may be %s', async (kind, response) => {
    expect(await snapshot('s', new ScriptedEndpoint(response))).toMatchObject({ kind });
  });
});

describe('a problem', () => {
  test('is read as OpenAI’s routes tell it', async () => {
    const response = Response.json(
      { error: { message: 'there is no model', code: 'model_not_found' } },
      { status: 404, statusText: 'Not Found' },
    );

    expect(await problemOf(response)).toEqual({
      status: 404,
      type: 'urn:spate:model-not-found',
      title: 'Not Found',
      detail: 'there is no model',
    });
  });

  test.each([
    ['a page', new Response('<h1>Oops', { status: 502, statusText: 'Bad Gateway' })],
    [
      'broken JSON',
      new Response('{', {
        status: 502,
        statusText: 'Bad Gateway',
        headers: { 'Content-Type': 'application/json' },
      }),
    ],
    ['no object', Response.json(null, { status: 502, statusText: 'Bad Gateway' })],
  ])('is its status where there is %s', async (_, response) => {
    expect(await problemOf(response)).toEqual({
      status: 502,
      type: '',
      title: 'Bad Gateway',
      detail: '',
    });
  });
});
