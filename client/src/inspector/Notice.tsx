import { useFormats } from '../i18n/useFormats';
import { useInspectorWords } from '../i18n/useInspectorWords';
import { Button } from '../ui/Button';
import type { Reread } from './Earlier';
import styles from './Inspector.module.css';

interface Props {
  readonly earlier: Reread;
  readonly onRetry: () => void;
}

/** How it stands with the frames from before the recording, where there is something to say. */
export function Notice({ earlier, onRetry }: Props) {
  const words = useInspectorWords();
  const { number } = useFormats();
  const { state, lines, wanted } = earlier;
  return (
    <div role="status" className={styles.notice} hidden={state === 'none' || state === 'read'}>
      {state === 'reading' && words.reading(number(lines.length), number(wanted))}
      {state === 'gone' && words.gone}
      {state === 'failed' && (
        <>
          {words.notRead}
          <Button tone="quiet" icon="retry" onClick={onRetry}>
            {words.retry}
          </Button>
        </>
      )}
    </div>
  );
}
