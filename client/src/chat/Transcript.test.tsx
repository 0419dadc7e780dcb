// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Message } from '../history/Message';
import { fetchMarkdown } from '../markdown/LazyMarkdown';
import type { Answer } from '../stream/answer';
import { ChatPage } from './ChatPage';
import { ChatsContext } from './ChatsContext';
import { drawable } from './drawable.double';
import { ended, type FakeChats, fakeChats, question, reply } from './fakeChats.double';

beforeAll(fetchMarkdown);
beforeEach(drawable);
afterEach(() => {
  cleanup();
  location.hash = '';
});

function draw(chats: FakeChats): void {
  render(
    <ChatsContext value={chats}>
      <ChatPage />
    </ChatsContext>,
  );
}

/** Lets a live part be further. */
function grow(chats: FakeChats, key: string, change: Partial<Answer>): void {
  const live = chats.live(key);
  act(() => live.catchUp({ ...live.get(), ...change }));
}

/** jsdom takes its time over a hundred turns. */
const SLOW_MILLIS = 30_000;

/** A conversation of so many turns. */
function turns(count: number): readonly Message[] {
  return Array.from({ length: count }, (_, turn) => [
    question(`q${turn}`, `Question ${turn}`, turn > 0 ? `r${turn - 1}` : null),
    reply(`r${turn}`, `q${turn}`, { text: 'So.', ...ended }),
  ]).flat();
}

const why = question('q1', 'Why?');
const open = { connection: { kind: 'open' } } as const;

describe('a live answer', () => {
  test('is drawn as it grows, and nothing of what is settled is drawn again', () => {
    let drawn = 0;
    const counted = (message: Message): Message => ({
      ...message,
      get parent() {
        return message.parent;
      },
      get text() {
        drawn++;
        return message.kind === 'question' ? message.text : '';
      },
      get parts() {
        drawn++;
        return message.kind === 'reply' ? message.parts : [];
      },
    });
    const settled = [why, reply('r1', 'q1', { text: 'Because.', ...ended })].map(counted);
    const chats = fakeChats([
      ...settled,
      question('q2', 'And now?', 'r1'),
      reply('r2', 'q2', { text: '', ...open, position: 1 }),
    ]);
    draw(chats);
    const before = drawn;
    expect(before).toBeGreaterThan(0);

    for (let position = 2; position < 202; position++)
      grow(chats, 'r2-0', { position, text: `${'word '.repeat(position)}` });
    // What is kept of it meanwhile is another message, in another map.
    act(() => chats.become([...(chats.store.getState().shown?.messages.values() ?? [])]));

    expect(screen.getByText(/word word word/)).toBeTruthy();
    expect(drawn).toBe(before);
  });

  test('is busy until it ends', () => {
    const chats = fakeChats([why, reply('r1', 'q1', { text: 'Be', ...open })]);
    draw(chats);

    expect(screen.getByRole('article').getAttribute('aria-busy')).toBe('true');
  });

  test('says that its connection is lost, and why', () => {
    const chats = fakeChats([why, reply('r1', 'q1', { text: 'Be', ...open })]);
    draw(chats);

    grow(chats, 'r1-0', {
      position: 2,
      connection: {
        kind: 'cut',
        at: 0,
        problem: { status: 503, type: 'urn:spate:store-full', title: '', detail: '' },
      },
    });

    expect(
      screen.getByText('The gateway has no room for more answers just now. Trying again.'),
    ).toBeTruthy();
  });
});

describe('its boundaries are announced, and nothing else', () => {
  const said = () =>
    screen
      .getAllByRole('status')
      .map(({ textContent }) => textContent)
      .join('') +
    screen
      .getAllByRole('alert')
      .map(({ textContent }) => textContent)
      .join('');

  test('from waiting to its end', () => {
    const chats = fakeChats([why, reply('r1', 'q1', { position: 0 })]);
    draw(chats);
    expect(said()).toBe('Waiting for the answer.');

    const ticks = { length: 1, ms: [1], bytes: [1] };
    grow(chats, 'r1-0', { position: 2, text: 'Because', ticks, ...open });
    expect(said()).toBe('Answering.');
    grow(chats, 'r1-0', { position: 3, text: 'Because it', ticks, ...open });
    expect(said()).toBe('Answering.');

    grow(chats, 'r1-0', { position: 4, connection: { kind: 'cut', at: 0 } });
    expect(said()).toBe('Connection lost. Trying again.');
    grow(chats, 'r1-0', { position: 5, connection: { kind: 'cut', at: 1, retryAt: 9 } });
    expect(said()).toBe('Connection lost. Trying again.');

    grow(chats, 'r1-0', { position: 6, reconnects: 1, ...open });
    expect(said()).toBe('Connected again.');

    grow(chats, 'r1-0', { position: 7, text: 'Because it is.', ...ended });
    expect(said()).toBe('Answer complete, 3 words.');
  });

  test('a failure as an alert', () => {
    const chats = fakeChats([why, reply('r1', 'q1', { position: 1, ...open })]);
    draw(chats);

    grow(chats, 'r1-0', {
      position: 2,
      end: { kind: 'failed', code: 'store_full', message: '', retryable: true },
    });

    expect(screen.getByRole('alert').textContent).toMatch(/^The gateway has no room/);
  });

  test('not when it had ended before it was shown', () => {
    draw(fakeChats([why, reply('r1', 'q1', { text: 'Because.', ...ended })]));

    expect(said()).toBe('');
  });
});

describe('what can be done', () => {
  test('a question is asked again in other words, and the next one may be written at once', async () => {
    const chats = fakeChats([why, reply('r1', 'q1', { text: 'Because.', ...ended })]);
    draw(chats);

    await userEvent.click(screen.getByRole('button', { name: 'Edit the question' }));
    await userEvent.type(document.activeElement as HTMLElement, ' not{Enter}');

    expect(chats.calls).toEqual(['edit q1: Why? not']);
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Question' }));
  });

  test('Esc leaves a question as it was, and stops nothing', async () => {
    const chats = fakeChats([why, reply('r1', 'q1', { text: 'Be', ...open })]);
    draw(chats);

    await userEvent.click(screen.getByRole('button', { name: 'Edit the question' }));
    await userEvent.keyboard('x{Escape}');

    expect(chats.calls).toEqual([]);
    expect(screen.getByRole('heading', { name: 'Why?' })).toBe(document.activeElement);
  });

  test('another version is chosen, and the picker keeps the focus', async () => {
    const chats = fakeChats([
      why,
      reply('r1', 'q1', { text: 'One.', ...ended }),
      reply('r2', 'q1', { text: 'Two.', ...ended }),
    ]);
    draw(chats);
    const picker = screen.getByRole('group', { name: 'Answers to the question' });
    expect(picker.textContent).toContain('2 / 2');

    const previous = within(picker).getByRole('button', { name: 'Previous' });
    await userEvent.click(previous);
    expect(chats.calls).toEqual(['choose r1']);
    act(() =>
      chats.become([...(chats.store.getState().shown?.messages.values() ?? [])], {
        chosen: { q1: 'r1' },
      }),
    );

    expect(screen.getByText('One.')).toBeTruthy();
    expect(document.activeElement).toBe(previous);
    await userEvent.click(previous);
    expect(chats.calls).toEqual(['choose r1']);
  });

  test('a failed answer is tried again, or goes on', async () => {
    const end = { kind: 'failed', code: 'total_timeout', message: '', retryable: true } as const;
    const chats = fakeChats([why, reply('r1', 'q1', { text: 'Be', end })]);
    draw(chats);

    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));

    expect(chats.calls).toEqual(['goOn r1', 'regenerate r1']);
  });

  test('only the last answer goes on', () => {
    const end = { kind: 'finished', reason: 'length' } as const;
    draw(
      fakeChats([
        why,
        reply('r1', 'q1', { text: 'Be', end }),
        question('q2', 'And?', 'r1'),
        reply('r2', 'q2', { text: 'So.', ...ended }),
      ]),
    );

    expect(screen.getByText('Cut short at the length limit.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Continue' })).toBeNull();
  });
});

describe('what a model thinks', () => {
  const thoughts = { reasoning: 'Let me see.', position: 2, ...open };

  test('is open while it thinks, and closes when it speaks', () => {
    const chats = fakeChats([why, reply('r1', 'q1', thoughts)]);
    draw(chats);
    expect(screen.getByRole('button', { name: 'Thinking…' })).toBeTruthy();
    expect(screen.getByText('Let me see.')).toBeTruthy();

    grow(chats, 'r1-0', { position: 3, text: 'Because.', reasonedMillis: 4_200 });

    expect(screen.queryByText('Let me see.')).toBeNull();
    expect(screen.getByRole('button', { name: 'Thought for 4.2 s' })).toBeTruthy();
  });

  test('stays as somebody has put it', async () => {
    const chats = fakeChats([why, reply('r1', 'q1', thoughts)]);
    draw(chats);
    const fold = screen.getByRole('button', { name: 'Thinking…' });
    await userEvent.click(fold);
    await userEvent.click(fold);

    grow(chats, 'r1-0', { position: 3, text: 'Because.' });

    expect(screen.getByText('Let me see.')).toBeTruthy();
  });
});

test('the arguments of a tool call are laid out, and shown as they came where they are no JSON', () => {
  const call = (id: string, text: string) => ({ id, name: 'weather', arguments: text });
  draw(
    fakeChats([
      why,
      reply('r1', 'q1', {
        toolCalls: [call('1', '{"city":"Bergen"}'), call('2', '{"ci')],
        ...ended,
      }),
    ]),
  );

  const [first, second] = screen.getAllByRole('group', { name: 'Arguments' });
  expect(first?.textContent).toBe('{\n  "city": "Bergen"\n}');
  expect(second?.textContent).toBe('{"ci');
});

test('seams show where a stream resumed, and where a reply was continued', () => {
  const seams = [{ position: 412, length: 4, awayMillis: 1_800, ms: 5 }];
  draw(
    fakeChats([
      why,
      reply('r1', 'q1', { text: 'One two ', seams, ...ended }, { text: 'three.', ...ended }),
    ]),
  );

  const text = screen.getByRole('article').textContent;
  expect(text).toMatch(/One ?resumed at 412 · 1\.8 s ?two ?continued ?three\./);
});

test(
  'what is there of a long conversation is its last 50 turns, and more on demand',
  () => {
    draw(fakeChats(turns(120)));
    expect(document.querySelectorAll('article')).toHaveLength(50);

    fireEvent.click(screen.getByText('Show 70 earlier questions'));

    expect(document.querySelectorAll('article')).toHaveLength(100);
    expect(screen.getByText('Show 20 earlier questions')).toBeTruthy();
  },
  SLOW_MILLIS,
);

test(
  'the message that the address names is there, however early it is, and has the focus',
  () => {
    location.hash = '#r65';
    draw(fakeChats(turns(120)));

    expect(document.activeElement?.id).toBe('r65');
  },
  SLOW_MILLIS,
);

describe('the message that one has gone to', () => {
  const still = globalThis.matchMedia;
  afterEach(() => {
    vi.restoreAllMocks();
    globalThis.matchMedia = still;
  });

  const flashed = () => {
    const ids: string[] = [];
    vi.spyOn(Element.prototype, 'animate').mockImplementation(function (this: Element) {
      ids.push(this.id);
      return Object.create(null);
    });
    return ids;
  };

  test('flashes once', () => {
    const ids = flashed();
    location.hash = '#r1';
    const chats = fakeChats(turns(3));
    draw(chats);

    act(() => chats.store.setState({ online: false }));

    expect(ids).toEqual(['r1']);
  });

  test('does not where somebody wants no motion', () => {
    const ids = flashed();
    const media = matchMedia('');
    globalThis.matchMedia = (query) => ({ ...media, matches: query.includes('reduced-motion') });
    location.hash = '#r1';
    draw(fakeChats(turns(3)));

    expect(document.activeElement?.id).toBe('r1');
    expect(ids).toEqual([]);
  });
});

test('each answer says how it came', () => {
  const ticks = { length: 3, ms: [200, 240, 280], bytes: [4, 4, 4] };
  const usage = { inputTokens: 14, outputTokens: 3 };
  draw(
    fakeChats([
      why,
      reply('r1', 'q1', {
        text: 'So.',
        model: 'script/prose',
        ticks,
        usage,
        reconnects: 2,
        ...ended,
      }),
    ]),
  );

  const list = screen.getByText('script/prose').parentElement as HTMLElement;
  expect([...list.children].map(({ textContent }) => textContent)).toEqual([
    'script/prose',
    'first 200 ms',
    '25 tok/s',
    'p50 40 ms · p99 40 ms',
    '2 reconnects',
    '14 → 3 tok',
  ]);
});
