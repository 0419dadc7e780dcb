import { useWords } from '../i18n/useWords';
import { Button } from '../ui/Button';
import { useChatState, useChats } from './ChatsContext';
import { refusal } from './ending';
import styles from './ProblemLine.module.css';
import { sentence } from './sentence';

/** A request that came to nothing, though it was not for an answer. */
export function ProblemLine() {
  const words = useWords();
  const chats = useChats();
  const problem = useChatState(({ models, modelsProblem, cancelProblem }) =>
    models ? cancelProblem : modelsProblem,
  );
  const models = useChatState((state) => state.models);
  if (!problem) return null;
  return (
    <div className={styles.line} role="alert">
      <p>
        {!models && `${words.chat.models.failed} `}
        {refusal(problem, words)}
        {problem.detail && <span className={styles.detail}> {sentence(problem.detail)}</span>}
      </p>
      {!models && (
        <Button tone="quiet" icon="retry" onClick={() => void chats.loadModels()}>
          {words.chat.models.again}
        </Button>
      )}
    </div>
  );
}
