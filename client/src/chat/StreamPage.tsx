import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Reply } from '../history/Message';
import { useWords } from '../i18n/useWords';
import { nothingYet } from '../stream/answer';
import { type Snapshot, snapshot } from '../stream/snapshot';
import { Button } from '../ui/Button';
import { Announcer } from './Announcer';
import page from './ChatPage.module.css';
import { useChats } from './ChatsContext';
import { StreamGone } from './StreamGone';
import styles from './StreamPage.module.css';
import { StreamTranscript } from './StreamTranscript';
import { useOf } from './useSource';

type Looked = Awaited<ReturnType<typeof snapshot>>;

interface Props {
  readonly stream: string;
  readonly look?: (stream: string) => Promise<Looked>;
  readonly onSaved?: (conversation: string) => void;
}

/** Any stream, followed without taking part. */
export function StreamPage({ stream, look = snapshot, onSaved = open }: Props) {
  const words = useWords().chat.stream;
  const [looked, setLooked] = useState<Looked>();
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt looks again.
  useEffect(() => {
    let current = true;
    void look(stream).then((found) => current && setLooked(found));
    return () => {
      current = false;
    };
  }, [stream, look, attempt]);

  if (!looked)
    return (
      <main className={page.page} aria-busy="true">
        <p className={page.loading}>{words.loading}</p>
      </main>
    );
  if (looked.kind !== 'snapshot') {
    const again = () => {
      setLooked(undefined);
      setAttempt(attempt + 1);
    };
    return <StreamGone reply={looked} onRetry={again} />;
  }
  return <Followed snapshot={looked} onSaved={onSaved} />;
}

interface FollowedProps {
  readonly snapshot: Snapshot;
  readonly onSaved: (conversation: string) => void;
}

function Followed({ snapshot: { stream, model, request }, onSaved }: FollowedProps) {
  const words = useWords().chat.stream;
  const chats = useChats();
  const key = `stream:${stream}`;
  const live = useOf(chats.live(key), ({ end }) => end === undefined);
  const reply = useMemo<Reply>(
    () => ({
      kind: 'reply',
      id: stream,
      conversation: '',
      parent: null,
      at: 0,
      model,
      parts: [{ key, body: Object(request), answer: { ...nothingYet, stream, model } }],
    }),
    [stream, model, request, key],
  );

  useEffect(() => {
    const watch = chats.watch(stream);
    return () => watch.close();
  }, [chats, stream]);

  const save = useCallback(async () => {
    onSaved(await chats.saveAsConversation(stream, request, chats.live(key).get()));
  }, [chats, stream, request, key, onSaved]);

  return (
    <main className={page.page}>
      <StreamTranscript reply={reply} request={request} live={live} />
      <div className={`${page.foot} ${styles.foot}`}>
        <p>{words.shared}</p>
        <Button icon="download" onClick={() => void save()}>
          {words.save}
        </Button>
      </div>
      <Announcer reply={reply} />
    </main>
  );
}

function open(conversation: string): void {
  location.assign(`/c/${encodeURIComponent(conversation)}`);
}
