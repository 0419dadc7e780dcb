import { equal, ok, rejects } from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI from 'openai';
import { cutBetweenChunks } from './cut.js';
import { cutting, gateway } from './gateway.js';
import { asked, hangsUp } from './upstream.js';

const POEM = Array.from({ length: 200 }, (_, i) => `word ${i} `).join('');

const openai = connect(gateway);
const lasting = { headers: { 'Spate-Lifetime': '30s' } };

test('a completion that is cut again and again is whole, once', async () => {
  const fragile = connect(cutting);
  const { data, response } = await fragile.chat.completions
    .create(question('poem', 'Go'), lasting)
    .withResponse();
  const stream = response.headers.get('Spate-Stream');
  const seen = { text: '', position: 0, finish: null };

  await read(data, seen).catch(() => {});
  let cuts = 1;
  for (; !seen.finish; cuts++) {
    await follow(fragile, stream, seen.position)
      .then((chunks) => read(chunks, seen))
      .catch(() => {});
  }

  equal(seen.text, POEM);
  equal(seen.finish, 'stop');
  ok(cuts > 3, `${cuts} cuts`);

  const natively = { text: '', id: '', ended: false };
  while (!natively.ended) await followNatively(stream, natively).catch(() => {});
  equal(natively.text, POEM);
});

for (const reset of [true, false]) {
  const way = reset ? 'reset' : 'close';
  test(`a completion that is cut between two chunks, by a ${way}, is no whole one`, async (t) => {
    const network = await cutBetweenChunks(gateway, 2, reset);
    t.after(network.close);
    const seen = { text: '', position: 0, finish: null };

    const chunks = await connect(network.url).chat.completions.create(question('poem', 'Go'));

    await rejects(read(chunks, seen));
    ok(seen.text.length > 0);
    equal(seen.finish, null);
  });
}

test('a completion that is cancelled from elsewhere is hung up on within a second', async () => {
  const { chunks, stream } = await waiting('cancel me');
  const seen = { text: '', position: 0, finish: null };

  await fetch(`${gateway}/v1/streams/${stream}/cancel`, { method: 'POST' });

  equal(await hangsUp(await asked('cancel me'), 1_000), true);
  await read(chunks, seen);
  equal(seen.finish, 'length'); // OpenAI has no word for it
});

test('a completion that is closed is hung up on at once', async () => {
  const { close } = await waiting('close me');

  close();

  equal(await hangsUp(await asked('close me'), 1_000), true);
});

test('a completion that says so outlives its reader by 30 s, or by its followers', async () => {
  const left = await waiting('leave me', lasting);
  const followed = await waiting('follow me', lasting);
  left.close();
  followed.close();
  const begun = performance.now();
  const follower = await follow(openai, followed.stream, 0);
  await follower[Symbol.asyncIterator]().next();

  equal(await hangsUp(await asked('leave me'), 60_000), true);
  ok(performance.now() - begun > 29_000);
  equal(await hangsUp(await asked('follow me'), 3_000), false);

  follower.controller.abort();
});

function connect(address) {
  return new OpenAI({ baseURL: `${address}/v1`, apiKey: 'any', maxRetries: 0 });
}

function question(model, content) {
  return { model, messages: [{ role: 'user', content }], stream: true };
}

/** A completion that has begun, and whose upstream says no more. */
async function waiting(content, options) {
  const { data, response } = await openai.chat.completions
    .create(question('waiting', content), options)
    .withResponse();
  const chunks = data[Symbol.asyncIterator]();
  await chunks.next(); // the role
  await chunks.next();
  return {
    chunks: { [Symbol.asyncIterator]: () => chunks },
    stream: response.headers.get('Spate-Stream'),
    close: () => data.controller.abort(),
  };
}

/** The chunks of that stream after the one with that position. */
function follow(client, stream, position) {
  return client.get(`/chat/completions/chatcmpl-${stream}`, {
    query: { stream: true, starting_after: position },
    stream: true,
  });
}

/** Adds to what was seen of a completion, as far as its chunks come. */
async function read(chunks, seen) {
  for await (const { choices, position } of chunks) {
    for (const { delta, finish_reason } of choices) {
      seen.text += delta.content ?? '';
      seen.finish = finish_reason;
    }
    seen.position = position ?? seen.position;
  }
}

/** Adds to what was seen of a stream over the bad network, as far as its events come. */
async function followNatively(stream, seen) {
  const response = await fetch(`${cutting}/v1/streams/${stream}`, {
    headers: { 'Last-Event-ID': seen.id },
  });
  let unread = '';
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const events = (unread + text).split('\n\n');
    unread = events.pop();
    for (const event of events) {
      seen.id = event.match(/^id: (.*)$/m)?.[1] ?? seen.id;
      seen.text += JSON.parse(event.match(/^data: (.*)$/m)[1]).text ?? '';
      seen.ended ||= event.includes('event: finished');
    }
  }
}
