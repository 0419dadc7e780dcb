import { useSyncExternalStore } from 'react';
import { Colophon } from '../app/Colophon';
import { Page } from '../ui/Page';
import { announcement } from './announcement';
import styles from './Chat.module.css';
import { Composer } from './Composer';
import type { Conversation } from './Conversation';
import type { Draft } from './Draft';
import type { Turn } from './Turn';
import { TurnArticle } from './TurnArticle';

interface Props {
  readonly conversation: Conversation;
  readonly draft: Draft;
}

/** The transcript over the composer. */
export function Chat({ conversation, draft }: Props) {
  const turns = useSyncExternalStore(conversation.subscribe, conversation.turns);
  const last = turns.at(-1);
  return (
    <Page
      title="Spate"
      label="Conversation"
      pin={turns.length}
      centred={!last}
      foot={<Foot conversation={conversation} draft={draft} last={last} />}
    >
      {last ? (
        <ol className={styles.turns}>
          {turns.map((turn) => (
            <li key={turn.id}>
              <TurnArticle turn={turn} />
            </li>
          ))}
        </ol>
      ) : (
        <div className={styles.empty}>
          <h1>Ask, and watch it arrive.</h1>
          <p>Reload the page or lose the network in the middle: the answer goes on.</p>
        </div>
      )}
    </Page>
  );
}

interface FootProps extends Props {
  readonly last: Turn | undefined;
}

function Foot({ conversation, draft, last }: FootProps) {
  return (
    <>
      <Composer
        draft={draft}
        live={last !== undefined && !last.answer.end}
        cancelling={last?.cancelling ?? false}
        onAsk={(prompt) => void conversation.ask(prompt)}
        onCancel={() => void conversation.cancel()}
      />
      <Colophon />
      <p className={styles.hidden} role="status">
        {announcement(last)}
      </p>
    </>
  );
}
