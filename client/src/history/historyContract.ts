import type { History } from './History';
import type { Message } from './Message';
import { conversation, finished, part, question, reply } from './messages.fixture';

/** One thing that every history does. What it shows is plain data, so it may be shown by a page. */
export interface Promised {
  readonly name: string;
  /** `here` and `there` are empty, and two tabs' views of the same history. */
  readonly shown: (here: History, there: History) => Promise<unknown>;
  readonly expected: unknown;
}

const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);
const sorted = (all: readonly { readonly id: string }[]) => ids(all).sort();
const thrown = (promise: Promise<unknown>) => promise.then(() => 'nothing', String);

const texts = (message: Message | undefined) =>
  message?.kind === 'reply' ? message.parts.map(({ answer }) => answer.text) : [];

const q = question('q');
const a = reply('a', { parent: 'q', parts: [part('k', { position: 2, text: 'ab' })] });

/** What every history promises. */
export const historyContract: readonly Promised[] = [
  {
    name: 'has nothing at first',
    shown: async (here) => [
      await here.conversations(),
      await here.conversation('c'),
      await here.messages('c'),
      await here.message('q'),
      await here.live(),
      await here.all(),
      await here.systemPrompts(),
    ],
    expected: [[], undefined, [], undefined, [], [], []],
  },
  {
    name: 'has in every tab what was put',
    shown: async (here, there) => {
      await here.put(conversation('c', { title: 'Why' }), [q, a]);
      await here.put(conversation('d'), [question('other', { conversation: 'd' })]);
      return [
        await there.conversation('c'),
        (await there.messages('c')).toSorted((one, other) => one.id.localeCompare(other.id)),
        await there.message('a'),
        sorted(await there.messages('d')),
      ];
    },
    expected: [conversation('c', { title: 'Why' }), [a, q], a, ['other']],
  },
  {
    name: 'puts all or nothing',
    shown: async (here, there) => {
      const bad = reply('a', { parts: [part('k', {}, { body: { uncloneable: () => {} } })] });
      const error = await thrown(here.put(conversation('c'), [q, bad, question('z')]));
      const keeps = (await there.conversation('c')) !== undefined;
      return [
        error === 'nothing' ? keeps : !keeps,
        (await there.messages('c')).length === (keeps ? 3 : 0),
      ];
    },
    expected: [true, true],
  },
  {
    name: 'lists conversations by their last change, without those that are deleted',
    shown: async (here) => {
      await here.put(conversation('old', { changedAt: 1 }));
      await here.put(conversation('deleted', { changedAt: 2, deletedAt: 3 }));
      await here.put(conversation('new', { changedAt: 4 }));
      return [
        ids(await here.conversations()),
        ids((await here.all()).map((each) => each.conversation)),
        (await here.conversation('deleted'))?.deletedAt,
      ];
    },
    expected: [['new', 'old'], ['new', 'old'], 3],
  },
  {
    name: 'changes what is there now',
    shown: async (here, there) => {
      await here.put(conversation('c', { draft: '' }));
      const add = (letter: string) => (now: ReturnType<typeof conversation>) => ({
        ...now,
        draft: now.draft + letter,
      });
      await Promise.all(
        ['a', 'b', 'c'].flatMap((x) => [here.change('c', add(x)), there.change('c', add(x))]),
      );
      const last = await here.change('c', (now) => now);
      return [[...(last?.draft ?? '')].sort().join(''), await here.change('d', (now) => now)];
    },
    expected: ['aabbcc', undefined],
  },
  {
    name: 'changes nothing when the change fails',
    shown: async (here) => {
      await here.put(conversation('c', { title: 'Why' }));
      const error = await thrown(
        here.change('c', () => {
          throw new RangeError('no');
        }),
      );
      return [error, (await here.conversation('c'))?.title];
    },
    expected: ['RangeError: no', 'Why'],
  },
  {
    name: 'keeps how far a part has come, and never takes it back',
    shown: async (here, there) => {
      await here.put(conversation('c'), [q, a]);
      await here.keep('a', part('k', { position: 3, text: 'abc' }));
      await there.keep('a', part('k', { position: 1, text: 'a' }));
      const further = texts(await here.message('a'));
      await there.keep('a', part('k', { position: 3, text: 'abc', ...finished }));
      await here.keep('a', part('k', { position: 4, text: 'abcd' }));
      await here.put(conversation('c'), [a]);
      await here.keep('a', part('unknown', { text: 'x' }));
      await here.keep('unknown', part('k', { text: 'x' }));
      return [further, texts(await there.message('a')), (await here.live()).length];
    },
    expected: [['abc'], ['abc'], 0],
  },
  {
    name: 'keeps that a part is to be cancelled',
    shown: async (here, there) => {
      await here.put(conversation('c'), [q, a]);
      const cancelling = async () => {
        const message = await here.message('a');
        return message?.kind === 'reply' && message.parts[0]?.cancelling;
      };
      await there.keep('a', { ...part('k'), cancelling: true });
      const wished = await cancelling();
      await here.keep('a', part('k', { position: 9 }));
      const still = await cancelling();
      await there.keep('a', { ...part('k'), cancelling: false });
      return [wished, still, await cancelling()];
    },
    expected: [true, true, undefined],
  },
  {
    name: 'knows every reply that is live, in any conversation',
    shown: async (here, there) => {
      const ended = reply('ended', { parts: [part('1', finished)] });
      const continued = reply('continued', {
        conversation: 'd',
        parts: [part('1', finished), part('2')],
      });
      await here.put(conversation('c'), [q, a, ended]);
      await here.put(conversation('d'), [continued]);
      const before = sorted(await there.live());
      await here.keep('a', part('k', { position: 3, ...finished }));
      return [before, await there.live()];
    },
    expected: [
      ['a', 'continued'],
      [reply('continued', { conversation: 'd', parts: [part('1', finished), part('2')] })],
    ],
  },
  {
    name: 'gives each queued question to one tab',
    shown: async (here, there) => {
      const queue = Array.from({ length: 10 }, (_, at) => `question ${at}`);
      await here.put(conversation('c', { queue }));
      const taken = await Promise.all(
        Array.from({ length: 6 }, () => [here.dequeue('c'), there.dequeue('c')]).flat(),
      );
      return [
        taken.filter((text) => text !== undefined).sort(),
        taken.filter((text) => text === undefined).length,
        (await here.conversation('c'))?.queue,
        await here.dequeue('unknown'),
      ];
    },
    expected: [Array.from({ length: 10 }, (_, at) => `question ${at}`), 2, [], undefined],
  },
  {
    name: 'really deletes what was deleted before a time',
    shown: async (here, there) => {
      await here.put(conversation('c'), [q, a]);
      await here.put(conversation('early', { deletedAt: 5 }), [
        question('e', { conversation: 'early' }),
      ]);
      await here.put(conversation('late', { deletedAt: 6 }), [
        question('l', { conversation: 'late' }),
      ]);
      await there.purge(6);
      return [
        await here.conversation('early'),
        await here.message('e'),
        (await here.conversation('late'))?.id,
        sorted(await here.messages('late')),
        sorted(await here.messages('c')),
      ];
    },
    expected: [undefined, undefined, 'late', ['l'], ['a', 'q']],
  },
  {
    name: 'gives everything at once',
    shown: async (here) => {
      await here.put(conversation('c'), [q, a]);
      await here.put(conversation('empty', { changedAt: 2 }));
      await here.put(conversation('deleted', { deletedAt: 1 }), [
        question('x', { conversation: 'deleted' }),
      ]);
      return (await here.all()).map((each) => [each.conversation.id, sorted(each.messages)]);
    },
    expected: [
      ['empty', []],
      ['c', ['a', 'q']],
    ],
  },
  {
    name: 'has system prompts by their name',
    shown: async (here, there) => {
      await here.putSystemPrompt({ id: '1', name: 'Terse', text: 'Be brief.' });
      await here.putSystemPrompt({ id: '2', name: 'Pirate', text: 'Arr.' });
      await here.putSystemPrompt({ id: '3', name: 'Other', text: '' });
      await there.putSystemPrompt({ id: '2', name: 'Pirate', text: 'Arr!' });
      await there.deleteSystemPrompt('3');
      return here.systemPrompts();
    },
    expected: [
      { id: '2', name: 'Pirate', text: 'Arr!' },
      { id: '1', name: 'Terse', text: 'Be brief.' },
    ],
  },
];
