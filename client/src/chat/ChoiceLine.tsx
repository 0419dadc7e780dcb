import { useState } from 'react';
import type { Choice, Conversation } from '../history/Conversation';
import { useWords } from '../i18n/useWords';
import { Icon } from '../ui/Icon';
import { LazyPart } from '../ui/LazyPart';
import { useChatState, useChats } from './ChatsContext';
import styles from './ChoiceLine.module.css';
import { changesOf, chosenModel } from './choices';
import { ModelPicker } from './ModelPicker';

const loadParameters = () => import('./ParametersPanel');
const loadSystem = () => import('./SystemPromptPanel');

/** The model, and what goes along with each question, as a quiet line. */
export function ChoiceLine({ conversation }: { readonly conversation: Conversation }) {
  const { parameters, system } = useWords().chat;
  const chats = useChats();
  const models = useChatState((state) => state.models);
  const [panel, setPanel] = useState<'parameters' | 'system'>();
  const { choice } = conversation;
  const model = chosenModel(models, choice);
  const changed = changesOf(choice, model);
  const choose = (change: Partial<Choice>) => void chats.choice({ ...choice, ...change });
  const close = () => setPanel(undefined);

  return (
    <div className={styles.line}>
      <ModelPicker models={models} model={model} named={choice.model} onChoose={choose} />
      <button
        type="button"
        className={styles.open}
        title={parameters.title}
        onClick={() => setPanel('parameters')}
      >
        <Icon name="sliders" />
        <span className={styles.name}>{parameters.title}</span>
        {changed > 0 && (
          <span className={styles.count} title={parameters.changed(changed)}>
            {changed}
          </span>
        )}
      </button>
      <button
        type="button"
        className={styles.open}
        title={system.title}
        onClick={() => setPanel('system')}
      >
        <Icon name="prompt" />
        <span className={styles.name}>{system.title}</span>
        {choice.system.trim() !== '' && <span className={styles.dot} title={system.set} />}
      </button>
      {panel === 'parameters' && (
        <LazyPart load={loadParameters} onGiveUp={close}>
          {({ ParametersPanel }) => (
            <ParametersPanel choice={choice} model={model} onChoose={choose} onClose={close} />
          )}
        </LazyPart>
      )}
      {panel === 'system' && (
        <LazyPart load={loadSystem} onGiveUp={close}>
          {({ SystemPromptPanel }) => (
            <SystemPromptPanel text={choice.system} onChoose={choose} onClose={close} />
          )}
        </LazyPart>
      )}
    </div>
  );
}
