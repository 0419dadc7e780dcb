import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { Conversation } from './chat/Conversation';
import { Draft } from './chat/Draft';
import { Session } from './chat/Session';
import { browser } from './stream/world';
import './ui/tokens.css';
import './ui/base.css';

const session = new Session(() => sessionStorage);
const draft = new Draft(session);
const conversation = new Conversation(browser, session, draft);
void conversation.recall();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App conversation={conversation} draft={draft} />
  </StrictMode>,
);
