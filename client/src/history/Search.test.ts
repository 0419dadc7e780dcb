import { describe, expect, test } from 'vitest';
import { MemoryHistory } from './MemoryHistory';
import { conversation, finished, part, question, reply } from './messages.fixture';
import { type Hit, Search } from './Search';
import { titleOf } from './title';

const said = (id: string, text: string, told = {}) =>
  reply(id, { parts: [part(`${id}-key`, { text, ...finished })], ...told });

/** The words that were found, in brackets. */
function shown({ excerpt: { text, ranges } }: Hit): string {
  let done = 0;
  const parts = ranges.map(({ start, end }) => {
    const before = text.slice(done, start);
    done = end;
    return `${before}[${text.slice(start, end)}]`;
  });
  return parts.join('') + text.slice(done);
}

async function filled(): Promise<{ readonly history: MemoryHistory; readonly search: Search }> {
  const history = new MemoryHistory();
  await history.put(conversation('old', { title: 'Why SSE?', changedAt: 1 }), [
    question('q', { conversation: 'old', at: 1, text: 'Why SSE and not WebSocket?' }),
    said('a', 'Réconnexion is built in.\nA WebSocket has to do it by hand.', {
      conversation: 'old',
      at: 2,
    }),
  ]);
  await history.put(conversation('new', { title: '流式输出', changedAt: 2 }), [
    question('q2', { conversation: 'new', at: 3, text: '为什么用ＳＳＥ？' }),
  ]);
  return { history, search: new Search(history) };
}

describe('a search', () => {
  test.each([
    ['sse', ['为什么用[ＳＳＥ]？', 'Why [SSE]?', 'Why [SSE] and not WebSocket?']],
    ['流式', ['[流式]输出']],
    ['RECONNEXION', ['[Réconnexion] is built in. A WebSocket has to do it by hand.']],
    [
      'websocket why',
      [
        'Réconnexion is built in. A [WebSocket] has to do it by hand.',
        '[Why] SSE and not [WebSocket]?',
      ],
    ],
    ['hand　SSE', ['…built in. A WebSocket has to do it by [hand].']],
    ['built missing', []],
    ['  ', []],
  ])('for %j finds %j', async (query, found) => {
    const { search } = await filled();

    expect((await search.find(query)).map(shown)).toEqual(found);
  });

  test.each(['a', 'z'])(
    'has the reply before the question that was written with it',
    async (id) => {
      const history = new MemoryHistory();
      await history.put(conversation('c'), [
        question('m', { at: 1, text: 'Why SSE?' }),
        said(id, 'SSE it is.', { at: 1 }),
      ]);

      const hits = await new Search(history).find('sse');

      expect(hits.map(({ message }) => message?.kind)).toEqual(['reply', 'question']);
    },
  );

  test('finds a conversation once that is called like its question', async () => {
    const history = new MemoryHistory();
    const text = '# Why SSE?\n\nAnd since when is SSE in browsers?';
    await history.put(conversation('c', { title: titleOf(text) }), [
      question('q', { at: 1, text }),
      said('a', 'Because.', { at: 2 }),
      question('q2', { at: 3, parent: 'a', text: 'Why SSE?' }),
    ]);
    const search = new Search(history);

    expect((await search.find('sse')).map(({ message }) => message?.id)).toEqual([undefined, 'q2']);
    expect((await search.find('browsers')).map(({ message }) => message?.id)).toEqual(['q']);
    await history.change('c', (now) => ({ ...now, title: 'SSE', renamed: true }));
    expect((await search.find('sse')).map(({ message }) => message?.id)).toEqual([
      undefined,
      'q2',
      'q',
    ]);
  });

  test('tells where in the source text it is', async () => {
    const { search } = await filled();

    const [hit] = await search.find('hand');

    expect(hit?.message?.id).toBe('a');
    expect(hit?.range).toEqual({ start: 53, end: 57 });
  });

  test('shows a few words around it', async () => {
    const history = new MemoryHistory();
    const text = `${'before '.repeat(50)}here\n${'after '.repeat(50)}`;
    await history.put(conversation('c'), [question('q', { text })]);

    const [hit] = await new Search(history).find('here');

    expect(hit && shown(hit)).toBe(
      `…${'before '.repeat(5)}[here] ${'after '.repeat(20).slice(0, -7)}…`,
    );
  });

  test('does not cut a character in two', async () => {
    const history = new MemoryHistory();
    const text = `${'😀'.repeat(100)}x${'x😀'.repeat(100)}`;
    await history.put(conversation('c'), [question('q', { text })]);

    const [hit] = await new Search(history).find('xx');

    expect(hit?.excerpt.text).not.toMatch(/\p{Surrogate}/u);
  });

  test('sees what was changed, deleted and told of since', async () => {
    const { history, search } = await filled();
    await search.find('sse');

    await history.change('old', (now) => ({ ...now, title: 'Renamed' }));
    await history.change('new', (now) => ({ ...now, deletedAt: 5 }));
    await history.put(conversation('third', { changedAt: 9 }), [
      question('q3', { conversation: 'third', text: 'SSE again' }),
    ]);
    expect((await search.find('sse')).map(shown)).toEqual([
      '[SSE] again',
      'Why [SSE] and not WebSocket?',
    ]);
  });

  test('sees an answer grow', async () => {
    const history = new MemoryHistory();
    await history.put(conversation('c'), [reply('a', { parts: [part('k', { text: 'one' })] })]);
    const search = new Search(history);
    await search.find('one');

    await history.keep('a', part('k', { text: 'one two', position: 2 }));

    expect((await search.find('two')).map(shown)).toEqual(['one [two]']);
  });

  test('finds a few in each conversation, and no more than are looked through', async () => {
    const history = new MemoryHistory();
    for (let number = 0; number < 20; number++) {
      const id = `c${number}`;
      const messages = Array.from({ length: 10 }, (_, at) =>
        question(`${id}-${at}`, { conversation: id, at, text: 'same' }),
      );
      await history.put(conversation(id, { changedAt: number }), messages);
    }

    const hits = await new Search(history).find('same');

    expect(hits).toHaveLength(50);
    expect(hits[0]?.message?.id).toBe('c19-9');
    expect(new Set(hits.map((hit) => hit.conversation.id)).size).toBe(10);
  });

  test('ends when nobody wants it any more, and is there for the next', async () => {
    const { search } = await filled();
    const leaving = new AbortController();
    const first = search.find('sse', leaving.signal);
    leaving.abort();

    await expect(first).rejects.toThrow(/abort/);
    expect(await search.find('sse')).toHaveLength(3);
  });

  test('is quick in 500 conversations of 20 messages', async () => {
    const history = new MemoryHistory();
    const text = 'The gateway keeps each événement of a stream, 每一个事件都有位置, in its log. ';
    for (let number = 0; number < 500; number++) {
      const id = `c${number}`;
      const messages = Array.from({ length: 20 }, (_, at) =>
        said(`${id}-${at}`, text.repeat(15) + (number === 3 ? 'needle' : ''), {
          conversation: id,
          at,
        }),
      );
      await history.put(conversation(id, { changedAt: number }), messages);
    }
    const search = new Search(history);
    const millis = async (query: string) => {
      const began = performance.now();
      const { length } = await search.find(query);
      return `${query}: ${length} hits in ${(performance.now() - began).toFixed(1)} ms`;
    };

    const lines = [];
    for (const query of ['first', 'needle', 'gateway evenement', '事件都有', 'nowhere']) {
      lines.push(await millis(query));
    }

    process.stdout.write(`${lines.join('\n')}\n`);
    expect(lines[1]).toMatch(/^needle: 5 hits/);
  });
});
