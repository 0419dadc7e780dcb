import { keepFocus } from './app/keepFocus';
import { watchPage } from './app/lifecycle';
import { notifyEnded } from './app/notify';
import { searchIn } from './app/search/searchIn';
import { start } from './app/start';
import { ChatEngine } from './chat/ChatEngine';
import { httpGateway } from './chat/httpGateway';
import { BrowserTabs } from './history/BrowserTabs';
import { openHistory } from './history/openHistory';
import { textOf } from './history/tree';
import { spoken } from './i18n/language';
import { fetchMarkdown } from './markdown/LazyMarkdown';
import { sseTransport } from './stream/sseTransport';
import { browser } from './stream/world';
import './ui/tokens.css';
import './ui/base.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const history = await openHistory();
const tabs = new BrowserTabs({ ceding: () => engine.cede() });
const engine = new ChatEngine({
  history,
  tabs,
  transport: sseTransport(),
  gateway: httpGateway,
  world: browser,
  speakers: () => spoken.getState().words.chat.speakers,
  ended: ({ title }, reply) => notifyEnded(title, textOf(reply)),
});
watchPage(document, engine);
keepFocus(document);
void engine.open();
void engine.loadModels();

await start(root, { chats: engine, search: searchIn(history) });
void fetchMarkdown();
