import { useFormats } from '../i18n/useFormats';
import { useWords } from '../i18n/useWords';
import type { Refusal } from '../stream/refusal';
import { perform } from '../ui/actions';
import { Button } from '../ui/Button';
import page from './ChatPage.module.css';
import { ending, refusal } from './ending';
import styles from './StreamPage.module.css';

interface Props {
  readonly reply: Refusal;
  readonly onRetry: () => void;
}

/** Why a stream can't be followed. */
export function StreamGone({ reply, onRetry }: Props) {
  const words = useWords();
  const formats = useFormats();
  const { stream } = words.chat;
  const known = reply.kind === 'gone' && (reply.ended ?? reply.forgotten) !== undefined;
  return (
    <main className={page.page}>
      <div className={styles.gone}>
        <h1>{reply.kind === 'gone' ? stream.gone : stream.failed}</h1>
        <p>
          {reply.kind !== 'gone' && refusal(reply.problem, words)}
          {reply.kind === 'gone' &&
            (known ? ending(reply, false, words, formats)?.text : stream.goneAbout)}
        </p>
        <div className={styles.ways}>
          {reply.kind !== 'gone' && (
            <Button icon="retry" onClick={onRetry}>
              {stream.again}
            </Button>
          )}
          <Button icon="plus" onClick={() => perform('newConversation')}>
            {words.app.notFound.home}
          </Button>
        </div>
      </div>
    </main>
  );
}
