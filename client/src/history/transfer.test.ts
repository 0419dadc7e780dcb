import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Whole } from './decodeConversation';
import { BadFile } from './decoding';
import { MemoryHistory } from './MemoryHistory';
import { conversation, finished, part, question, reply } from './messages.fixture';
import { exportOf, importInto } from './transfer';
import { pathOf } from './tree';

const ticks = { length: 2, ms: [1, 2.5], bytes: [3, 4] };
const seam = { position: 2, length: 1, awayMillis: 1200, ms: 1 };
const problem = { status: 429, type: 'urn:spate:busy', title: 'Busy', detail: '' };

const full = {
  stream: 's1',
  model: 'echo',
  startedAt: 5,
  position: 4,
  text: 'Why?',
  reasoning: 'Hm.',
  reasonedMillis: 12,
  toolCalls: [{ id: 't', name: 'f', arguments: '{}' }],
  usage: { inputTokens: 1, outputTokens: 2, estimated: true },
  ticks,
  seams: [seam],
  reconnects: 1,
  endedAt: 9,
};

const whole: Whole = {
  conversation: conversation('c', {
    title: 'Why "SSE"?',
    chosen: { '': 'q', q: 'a' },
    choice: {
      model: 'echo',
      system: 'Brief.',
      parameters: { temperature: 0.2, stop: 'x', seed: true },
      simulate: { fault: { kind: 'stall' } },
    },
    draft: 'half',
    state: 'finished',
  }),
  messages: [
    question('q', { text: 'Why?\n\u2028' }),
    reply('a', { parent: 'q', parts: [part('1', { ...full, ...finished }), part('2', finished)] }),
    reply('b', { parent: 'q', parts: [part('3', { end: { kind: 'gone', ended: 1 } })] }),
    reply('d', { parent: 'q', parts: [part('4', { end: { kind: 'refused', problem } })] }),
  ],
};

async function imported(...files: readonly Blob[]): Promise<MemoryHistory> {
  const history = new MemoryHistory();
  for (const file of files) await importInto(history, file);
  return history;
}

const written = (value: unknown) => new Blob([JSON.stringify(value)]);

describe('a file of all conversations', () => {
  test('is JSON that says what it is', async () => {
    const { spate, exported, conversations } = JSON.parse(await exportOf([whole], 0).text());

    expect([spate, exported]).toEqual([1, '1970-01-01T00:00:00.000Z']);
    expect(conversations).toEqual([{ ...whole.conversation, messages: whole.messages }]);
  });

  test('gives back what was put into it', async () => {
    const history = await imported(exportOf([whole], 0));

    expect(await history.all()).toEqual([whole]);
  });

  test('is as good with nothing in it', async () => {
    expect(await importInto(new MemoryHistory(), exportOf([], 0))).toBe(0);
  });

  test('has nothing that is live', async () => {
    const live = {
      conversation: conversation('c', { queue: ['next', 'then'], draft: 'half', state: 'live' }),
      messages: [question('q'), reply('a', { parts: [part('1', { position: 3, text: 'ab' })] })],
    };

    const history = await imported(exportOf([live], 0));

    expect(await history.live()).toEqual([]);
    expect(await history.conversation('c')).toMatchObject({
      queue: [],
      draft: 'next\n\nthen\n\nhalf',
      state: 'failed',
    });
    expect(await history.message('a')).toMatchObject({
      parts: [{ answer: { text: 'ab', position: 3, end: { kind: 'gone' } } }],
    });
  });

  test('may hold what this code does not know', async () => {
    const file = JSON.parse(await exportOf([whole], 0).text());
    file.later = 1;
    file.conversations[0].later = {};
    file.conversations[0].messages[0].later = [];
    file.conversations[0].messages[1].parts[0].answer.later = null;

    expect(await (await imported(written(file))).all()).toEqual([whole]);
  });

  test('adds nothing when all of it is there', async () => {
    const file = exportOf([whole], 0);
    const history = await imported(file);

    expect(await importInto(history, file)).toBe(1);
    expect(await history.all()).toEqual([whole]);
  });

  test('comes as a copy where something else has its name', async () => {
    const other = { ...whole, messages: whole.messages.slice(0, 2) };
    const history = await imported(exportOf([whole], 0), exportOf([other], 0));

    const all = await history.all();
    const copy = all.find((each) => each.conversation.id !== 'c');
    const messages = new Map(copy?.messages.map((message) => [message.id, message]));

    expect(all).toHaveLength(2);
    expect(all).toContainEqual(whole);
    expect(messages.has('q')).toBe(false);
    const path = pathOf(messages, copy?.conversation.chosen ?? {});
    expect(path.map(({ kind }) => kind)).toEqual(['question', 'reply']);
    expect(JSON.stringify(path)).not.toContain('"key":"1"');
  });

  test('takes no message from another conversation, nor from within the file', async () => {
    const thief = {
      conversation: conversation('thief'),
      messages: [question('q', { text: 'mine' })],
    };

    const history = await imported(exportOf([whole, thief, thief], 0));

    expect((await history.message('q'))?.conversation).toBe('c');
    expect((await history.all()).map(({ messages }) => messages.length).sort()).toEqual([1, 1, 4]);
  });
});

describe('a file that is not as it has to be', () => {
  const good = { spate: 1, conversations: [{ ...whole.conversation, messages: whole.messages }] };

  async function refused(file: Blob): Promise<string> {
    const history = new MemoryHistory();
    const error = await importInto(history, file).then(
      () => new Error('taken'),
      (thrown: unknown) => thrown,
    );
    expect(await history.all()).toEqual([]);
    expect(error).toBeInstanceOf(BadFile);
    return String(error);
  }

  test.each([
    ['', 'BadFile: notJson'],
    ['{', 'BadFile: notJson'],
    ['[]', 'BadFile: notOurs'],
    ['null', 'BadFile: notOurs'],
    ['{"spate":2,"conversations":[]}', 'BadFile: notOurs'],
    ['{"spate":1}', 'BadFile: conversations: wanted a list'],
  ])('is refused: %s', async (source, why) => {
    expect(await refused(new Blob([source]))).toBe(why);
  });

  test.each<[string, (file: ReturnType<typeof JSON.parse>) => unknown, string]>([
    [
      'no id',
      (f) => delete f.conversations[0].id,
      'conversations[0].id: wanted a text that is not empty',
    ],
    [
      'a text that is none',
      (f) => Object.assign(f.conversations[0].messages[0], { text: 7 }),
      'conversations[0].messages[0].text: wanted a text',
    ],
    [
      'an unknown kind',
      (f) => Object.assign(f.conversations[0].messages[1], { kind: 'x' }),
      'conversations[0].messages[1].kind: wanted one of question, reply',
    ],
    [
      'an id twice',
      (f) => Object.assign(f.conversations[0].messages[2], { id: 'q' }),
      'conversations[0].messages[2].id: wanted an id of its own',
    ],
    [
      'too few ticks',
      (f) => f.conversations[0].messages[1].parts[0].answer.ticks.ms.pop(),
      'conversations[0].messages[1].parts[0].answer.ticks.ms: wanted 2 numbers',
    ],
    [
      'no part',
      (f) => f.conversations[0].messages[1].parts.splice(0),
      'conversations[0].messages[1].parts: wanted at least one part',
    ],
    [
      'a time beyond all',
      (f) => Object.assign(f.conversations[0], { changedAt: 1e300 }),
      'conversations[0].changedAt: wanted a time',
    ],
    [
      'a parameter that is a list',
      (f) => Object.assign(f.conversations[0].choice.parameters, { stop: [] }),
      'conversations[0].choice.parameters.stop: wanted a number',
    ],
  ])('is refused: %s', async (_, spoil, why) => {
    const file = structuredClone(good);
    spoil(file);

    expect(await refused(written(file))).toBe(`BadFile: ${why}`);
  });

  test('is refused when it is too large, before it is read', async () => {
    const file = new Blob([new Uint8Array(64 * 1024 * 1024 + 1)]);

    expect(await refused(file)).toBe('BadFile: tooLarge');
  });

  test('is refused or read, whatever was put where', async () => {
    const places = Array.from(placesIn(good));
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom(-1, 1e308, '', '__proto__', []));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), value, async (place, spoilt) => {
        const file = replaced(good, place, spoilt);
        const history = new MemoryHistory();

        const error = await importInto(history, written(file)).catch((thrown: unknown) => thrown);

        if (typeof error !== 'number') expect(error).toBeInstanceOf(BadFile);
        for (const { conversation: one, messages } of await history.all()) {
          const all = new Map(messages.map((message) => [message.id, message]));
          expect(pathOf(all, one.chosen).length).toBeLessThanOrEqual(all.size);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

function* placesIn(value: unknown, place: readonly string[] = []): Iterable<readonly string[]> {
  if (place.length > 0) yield place;
  if (typeof value !== 'object' || value === null) return;
  for (const [name, each] of Object.entries(value)) yield* placesIn(each, [...place, name]);
}

function replaced(value: unknown, [name, ...place]: readonly string[], by: unknown): unknown {
  if (name === undefined) return by;
  if (Array.isArray(value)) {
    return value.map((each, index) => (String(index) === name ? replaced(each, place, by) : each));
  }
  const object: Record<string, unknown> = Object(value);
  return { ...object, [name]: replaced(object[name], place, by) };
}
