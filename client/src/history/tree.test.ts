import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Message } from './Message';
import { byId, part, question, reply } from './messages.fixture';
import { choosing, type Messages, pathOf, pathTo, siblingsOf, textOf, transcript } from './tree';

const ids = (messages: readonly Message[]) => messages.map(({ id }) => id).join(' ');

describe('a tree of messages', () => {
  const q1 = question('q1', { at: 1 });
  const a1 = reply('a1', { parent: 'q1', at: 2 });
  const a2 = reply('a2', { parent: 'q1', at: 3 });
  const q2 = question('q2', { parent: 'a1', at: 4 });
  const q3 = question('q3', { parent: 'a1', at: 5 });
  const tree = byId(q3, q2, a2, a1, q1);

  test('shows the newest at each fork', () => {
    expect(ids(pathOf(tree, {}))).toBe('q1 a2');
  });

  test('shows what was chosen', () => {
    expect(ids(pathOf(tree, { q1: 'a1', a1: 'q2' }))).toBe('q1 a1 q2');
  });

  test('shows the newest where what was chosen is no more', () => {
    expect(ids(pathOf(tree, { q1: 'q2', '': 'q9' }))).toBe('q1 a2');
  });

  test('brings a message onto the path, and leaves what was chosen below it', () => {
    const chosen = choosing({ a1: 'q2' }, a1, tree);

    expect(chosen).toEqual({ '': 'q1', q1: 'a1', a1: 'q2' });
    expect(ids(pathOf(tree, chosen))).toBe('q1 a1 q2');
  });

  test('knows siblings in order of time, then of id', () => {
    expect(ids(siblingsOf(tree, a2))).toBe('a1 a2');
    expect(ids(siblingsOf(byId(question('b'), question('a')), question('b')))).toBe('a b');
  });

  test('knows the way to a message', () => {
    expect(ids(pathTo(tree, 'q2'))).toBe('q1 a1 q2');
    expect(pathTo(tree, 'q9')).toEqual([]);
  });

  test('is empty without messages', () => {
    expect(pathOf(new Map(), {})).toEqual([]);
  });

  test('makes a root of what has lost its parent, and of the oldest of a ring', () => {
    const lost = question('lost', { parent: 'gone', at: 1 });
    const one = question('one', { parent: 'three', at: 3 });
    const two = reply('two', { parent: 'one', at: 2 });
    const three = question('three', { parent: 'two', at: 4 });
    const own = question('own', { parent: 'own', at: 9 });
    const broken = byId(one, two, three, lost, own);

    expect(ids(siblingsOf(broken, lost))).toBe('lost two own');
    expect(ids(pathOf(broken, { '': 'two' }))).toBe('two three one');
  });

  test('takes a path of 20,000 messages', () => {
    const long = byId(
      ...Array.from({ length: 20_000 }, (_, at) =>
        question(`m${at}`, { at, parent: at === 0 ? null : `m${at - 1}` }),
      ),
    );

    expect(pathOf(long, {})).toHaveLength(20_000);
  });
});

describe('any tree, as a file may hold it', () => {
  const id = fc.integer({ min: 0, max: 14 }).map((number) => `m${number}`);
  const message = fc.record({ id, parent: fc.option(id), at: fc.nat(5) });
  const messages = fc
    .array(message, { minLength: 1, maxLength: 15 })
    .map((all) => byId(...all.map((one) => question(one.id, one))));
  const chosen = fc.dictionary(fc.oneof(id, fc.constant('')), id);

  test('has each message on the path once it is chosen', () => {
    fc.assert(
      fc.property(messages, chosen, (all, before) => {
        for (const one of all.values()) {
          const after = choosing(before, one, all);
          const path = pathOf(all, after);

          expect(path).toContain(one);
          expect(new Set(path).size).toBe(path.length);
          expect(pathTo(all, one.id)).toEqual(path.slice(0, path.indexOf(one) + 1));
        }
      }),
    );
  });

  test('has each message among its own siblings, and in one fork only', () => {
    fc.assert(
      fc.property(messages, (all) => {
        const forks = new Set([...all.values()].map((one) => siblingsOf(all, one)));

        expect([...forks].flat()).toHaveLength(all.size);
        for (const one of all.values()) expect(siblingsOf(all, one)).toContain(one);
      }),
    );
  });
});

describe('whatever somebody does in a conversation', () => {
  type Step = { readonly kind: 'ask' | 'edit' | 'regenerate' | 'choose'; readonly at: number };
  const steps = fc.array(
    fc.record({
      kind: fc.constantFrom(
        'ask' as const,
        'edit' as const,
        'regenerate' as const,
        'choose' as const,
      ),
      at: fc.nat(1000),
    }),
    { maxLength: 40 },
  );

  test('no message is lost, and what is new is shown', () => {
    fc.assert(
      fc.property(steps, (all) => {
        let state: State = { messages: new Map(), chosen: {} };
        for (const [time, step] of all.entries()) {
          const { messages } = state;
          state = done(state, step, time);

          for (const one of messages.values()) expect(state.messages.get(one.id)).toBe(one);
          for (const one of state.messages.values()) {
            if (!messages.has(one.id)) expect(pathOf(state.messages, state.chosen)).toContain(one);
          }
        }
      }),
    );
  });

  interface State {
    readonly messages: Messages;
    readonly chosen: Readonly<Record<string, string>>;
  }

  function done(state: State, { kind, at }: Step, time: number): State {
    const all = [...state.messages.values()];
    const some = all[at % Math.max(1, all.length)];
    const last = pathOf(state.messages, state.chosen).at(-1);
    if (!some || kind === 'ask') return asked(state, last?.id ?? null, time);
    if (kind === 'choose')
      return { ...state, chosen: choosing(state.chosen, some, state.messages) };
    if (some.kind === 'question' && kind === 'edit') return asked(state, some.parent, time);
    return added(state, reply(`a${time}`, { at: time, parent: some.parent ?? some.id }));
  }

  function asked(state: State, parent: string | null, time: number): State {
    const asking = added(state, question(`q${time}`, { at: time, parent }));
    return added(asking, reply(`a${time}`, { at: time, parent: `q${time}` }));
  }

  function added(state: State, message: Message): State {
    const messages = new Map(state.messages).set(message.id, message);
    return { messages, chosen: choosing(state.chosen, message, messages) };
  }
});

describe('a reply', () => {
  test('is the text of all its parts', () => {
    expect(
      textOf(reply('a', { parts: [part('1', { text: 'Why' }), part('2', { text: '?' })] })),
    ).toBe('Why?');
  });
});

describe('what a model is told', () => {
  const path = [
    question('q1', { text: 'One?' }),
    reply('a1', {
      parts: [part('1', { text: 'Half', reasoning: 'Hm' }), part('2', { text: ' way' })],
    }),
    question('q2', { text: 'Two?' }),
    reply('a2', { parts: [part('3', { toolCalls: [{ id: '', name: 'f', arguments: '' }] })] }),
    question('q3', { text: 'Three?' }),
  ];

  test('is text, as far as it came, after the system prompt', () => {
    expect(transcript('Be brief.', path)).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'One?' },
      { role: 'assistant', content: 'Half way' },
      { role: 'user', content: 'Two?' },
      { role: 'user', content: 'Three?' },
    ]);
  });

  test('begins with the question where there is no system prompt', () => {
    expect(transcript(' ', path)[0]).toEqual({ role: 'user', content: 'One?' });
  });
});
