import type { Hit } from '../../history/Search';
import { App } from '../App';
import { Boundary } from '../Boundary';
import type { Overlay } from '../Overlays';
import type { Find } from '../search/Find';
import { fixedAnswer, fixedChats, fixedConversation, fixedShown, fixedTurn } from './chats.fixture';
import type { State } from './State';

const conversation = fixedConversation('sse', 'Why server-sent events and not WebSockets?', 0);
const finished = fixedShown(
  conversation,
  fixedTurn(
    'q1',
    'Why server-sent events and not WebSockets?',
    fixedAnswer(
      'Because an answer flows in one direction. A browser that loses the connection asks again by itself, and says how far it had come.',
    ),
  ),
);

const [, asked] = finished.path;

const hits: readonly Hit[] = [
  {
    conversation,
    range: { start: 16, end: 21 },
    excerpt: { text: conversation.title, ranges: [{ start: 16, end: 21 }] },
  },
  {
    conversation: fixedConversation('backoff', 'Back-off with jitter, in TypeScript', 1_560_000),
    ...(asked && { message: asked }),
    range: { start: 90, end: 95 },
    excerpt: {
      text: '…each event has a position, so a reader that comes back asks for the events after it…',
      ranges: [
        { start: 6, end: 11 },
        { start: 69, end: 74 },
      ],
    },
  },
  {
    conversation: fixedConversation('zh', '用一段话解释背压', 5_700_000),
    ...(asked && { message: asked }),
    range: { start: 40, end: 45 },
    excerpt: {
      text: '…生产者每写入一个 event，读者便多一个位置…',
      ranges: [{ start: 10, end: 15 }],
    },
  },
];

const shownAt = { kind: 'conversation', id: 'sse' } as const;
/** The same each time it is drawn: the drawer closes when another route comes. */
const begun = { kind: 'new' } as const;
const search = async () => hits;
const nowhere = () => Promise.reject(new Error('no such search'));

function over(overlay: Overlay, chats = fixedChats({ shown: finished })) {
  return <App route={shownAt} chats={chats} search={search} open={{ overlay }} />;
}

function searching(text: string, find: Find) {
  return (
    <App
      route={shownAt}
      chats={fixedChats({ shown: finished })}
      search={find}
      open={{ overlay: 'search', searched: text }}
    />
  );
}

function Broken(): never {
  throw new Error('a state in which the page is broken');
}

/** The states of the frame around the chat. */
export const states: readonly State[] = [
  {
    name: 'list',
    draw: () => <App route={shownAt} chats={fixedChats({ shown: finished })} search={search} />,
  },
  {
    name: 'list-loading',
    draw: () => {
      const { conversations: _, ...rest } = fixedChats().store.getState();
      const chats = fixedChats();
      chats.store.setState(rest, true);
      return <App route={begun} chats={chats} search={search} open={{ drawer: true }} />;
    },
  },
  {
    name: 'list-empty',
    draw: () => (
      <App
        route={begun}
        chats={fixedChats({ conversations: [] })}
        search={search}
        open={{ drawer: true }}
      />
    ),
  },
  {
    name: 'list-unread',
    draw: () => (
      <App
        route={begun}
        chats={fixedChats({ unread: true })}
        search={search}
        open={{ drawer: true }}
      />
    ),
  },
  {
    name: 'drawer',
    draw: () => (
      <App
        route={shownAt}
        chats={fixedChats({ shown: finished })}
        search={search}
        open={{ drawer: true }}
      />
    ),
  },
  {
    name: 'storage-full',
    draw: () => (
      <App
        route={shownAt}
        chats={fixedChats({ shown: finished, keeping: 'full' })}
        search={search}
        open={{ drawer: true }}
      />
    ),
  },
  {
    name: 'storage-forbidden-offline',
    draw: () => (
      <App
        route={shownAt}
        chats={fixedChats({ shown: finished, keeping: 'memory', online: false })}
        search={search}
        open={{ drawer: true }}
      />
    ),
  },
  {
    name: 'storage-damaged',
    draw: () => (
      <App
        route={shownAt}
        chats={fixedChats({ shown: finished, keeping: 'damaged' })}
        search={search}
        open={{ drawer: true }}
      />
    ),
  },
  { name: 'search', draw: () => over('search') },
  { name: 'search-found', draw: () => searching('event', search) },
  { name: 'search-nothing', draw: () => searching('nebulous', async () => []) },
  { name: 'search-failing', draw: () => searching('event', nowhere) },
  { name: 'settings', draw: () => over('settings') },
  {
    name: 'settings-bare',
    draw: () => over('settings', fixedChats({ systemPrompts: [], conversations: [] })),
  },
  { name: 'shortcuts', draw: () => over('shortcuts') },
  {
    name: 'not-found',
    draw: () => (
      <App route={{ kind: 'nothing', path: '/c' }} chats={fixedChats()} search={search} />
    ),
  },
  {
    name: 'no-such-conversation',
    draw: () => (
      <App route={{ kind: 'conversation', id: 'elsewhere' }} chats={fixedChats()} search={search} />
    ),
  },
  {
    name: 'broken',
    draw: () => (
      <Boundary>
        <Broken />
      </Boundary>
    ),
  },
];
