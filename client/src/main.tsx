import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { Conversation } from './chat/Conversation';
import { session } from './chat/session';
import { browser } from './stream/world';
import './ui/tokens.css';
import './ui/base.css';

const conversation = new Conversation(browser, session);
void conversation.recall();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App conversation={conversation} />
  </StrictMode>,
);
