import { deepEqual, equal, match, rejects } from 'node:assert/strict';
import { test } from 'node:test';
import { asked, hangsUp } from './upstream.js';

/**
 * What holds for every client of OpenAI's: each of them runs it.
 *
 * @typedef {{
 *   name: string,
 *   stream(model: string, question: Question): Promise<Said>, // with the tools `f` and `g`
 *   whole(model: string, question: Question): Promise<Said>, // without streaming
 *   failure(error: any): { status?: number, code?: string }, // what an error tells
 * }} Client
 *
 * @typedef {{
 *   content: string,
 *   onText?(text: string): void, // for each text as it comes
 *   signal?: AbortSignal, // leaves
 * }} Question
 *
 * @typedef {{
 *   text: string,
 *   calls: { id: string, name: string, arguments: string }[],
 *   finish: string,
 *   usage: { input: number, output: number },
 * }} Said
 *
 * @param {Client} client
 */
export function holdsFor(client) {
  const says = (sentence, run) => test(`${client.name} ${sentence}`, { timeout: 60_000 }, run);
  const ask = (model, onText) => client.stream(model, { content: 'Hi', onText });

  says('reads text, usage and finish reason', async () => {
    const texts = [];

    const said = await ask('plain', (text) => texts.push(text));

    deepEqual(texts, ['It is ', '09:41.']);
    deepEqual(said, {
      text: 'It is 09:41.',
      calls: [],
      finish: 'stop',
      usage: { input: 3, output: 2 },
    });
  });

  says('sees that an answer was cut short', async () => {
    equal((await ask('length')).finish, 'length');
  });

  says('joins the arguments of a tool call', async () => {
    const said = await ask('tools');

    deepEqual(said.calls, [{ id: 'call_1', name: 'f', arguments: '{"a":1}' }]);
    match(said.finish, /^tool[-_]calls$/); // the AI SDK's word has a dash
  });

  says('keeps parallel tool calls apart', async () => {
    const said = await ask('parallel');

    equal(said.text, 'Both:');
    deepEqual(said.calls, [
      { id: 'call_1', name: 'f', arguments: '{}' },
      { id: 'call_2', name: 'g', arguments: '{}' },
    ]);
  });

  says('takes keep-alives for nothing', async () => {
    const texts = [];

    const said = await ask('hesitant', (text) => texts.push(text));

    deepEqual(texts, ['It is ', '09:41.']);
    equal(said.finish, 'stop');
  });

  for (const model of ['plain', 'length', 'empty', 'tools', 'parallel', 'reasoning', 'extras']) {
    says(`reads '${model}' as chunks as it does whole`, async () => {
      deepEqual(await ask(model), await client.whole(model, { content: 'Hi' }));
    });
  }

  says('meets an error before the stream', async () => {
    await rejects(ask('failing'), failsBy(502, 'upstream_truncated'));
    await rejects(ask('gpt-9'), failsBy(404, 'model_not_found'));
  });

  says('meets an error inside the stream', async () => {
    const texts = [];

    const broken = ask('breaking', (text) => texts.push(text));

    await rejects(broken, (error) => client.failure(error).code === 'upstream_truncated');
    deepEqual(texts, ['It is ']);
  });

  says('cancels by leaving, down to the upstream', async () => {
    const content = `for ${client.name}`;
    const leaving = new AbortController();
    const onText = () => leaving.abort();

    await client.stream('waiting', { content, onText, signal: leaving.signal }).catch(() => {});

    equal(leaving.signal.aborted, true);
    equal(await hangsUp(await asked(content), 1_000), true);
  });

  function failsBy(status, code) {
    return (error) => {
      deepEqual(client.failure(error), { status, code });
      return true;
    };
  }
}
