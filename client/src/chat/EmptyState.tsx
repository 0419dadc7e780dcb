import type { Choice } from '../history/Conversation';
import { useWords } from '../i18n/useWords';
import { useMedia } from '../ui/useMedia';
import { useChatState, useChats } from './ChatsContext';
import styles from './EmptyState.module.css';
import { useAutoScroll } from './useAutoScroll';

/** More would be a list of models. */
const MOST_STARTERS = 8;

interface Props {
  readonly choice: Choice;
  readonly onStart: () => void;
}

/** Before anything was asked: an invitation, and something to press for each scripted model. */
export function EmptyState({ choice, onStart }: Props) {
  const { empty } = useWords().chat;
  const chats = useChats();
  const scroll = useAutoScroll();
  const fine = useMedia('(pointer: fine)');
  const models = useChatState((state) => state.models);
  const scripts = (models ?? []).filter(({ type }) => type === 'script').slice(0, MOST_STARTERS);

  const start = (model: string, prompt: string) => {
    scroll.expect();
    if (fine) onStart();
    void chats.choice({ ...choice, model });
    void chats.ask(prompt);
  };

  return (
    <div className={styles.empty}>
      <h1>{empty.heading}</h1>
      <p className={styles.about}>{empty.about}</p>
      {scripts.length > 0 && (
        <ul className={styles.starters} aria-label={empty.starters}>
          {scripts.map(({ id }) => {
            const name = id.replace(/^script\//, '');
            const shipped = Object.hasOwn(empty.names, name);
            const label = (shipped && empty.names[name]) || empty.other(name);
            const prompt = (shipped && empty.prompts[name]) || empty.otherPrompt;
            return (
              <li key={id}>
                <button type="button" className={styles.starter} onClick={() => start(id, prompt)}>
                  <span>{label}</span>
                  <span className={styles.model}>{id}</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
