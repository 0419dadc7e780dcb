import { useFormats } from '../i18n/useFormats';
import { useInspectorWords } from '../i18n/useInspectorWords';
import { Button } from '../ui/Button';
import { Input } from '../ui/Input';
import { Select } from '../ui/Select';
import styles from './Filters.module.css';
import { SHOWN, type Shown } from './filter';

interface Props {
  readonly shown: Shown;
  readonly search: string;
  /** How many lines have come since the list was frozen; undefined while it isn't. */
  readonly behind: number | undefined;
  readonly onShow: (shown: Shown) => void;
  readonly onSearch: (search: string) => void;
  readonly onFreeze: () => void;
}

/** Which frames are listed. */
export function Filters({ shown, search, behind, onShow, onSearch, onFreeze }: Props) {
  const words = useInspectorWords();
  const { number } = useFormats();
  return (
    <div className={styles.filters}>
      <Select
        aria-label={words.show}
        value={shown}
        choices={SHOWN.map((value) => ({ value, label: words.shown[value] }))}
        onChoose={onShow}
      />
      <Input
        type="search"
        className={styles.search ?? ''}
        aria-label={words.search}
        placeholder={words.search}
        spellCheck={false}
        value={search}
        onChange={({ target }) => onSearch(target.value)}
      />
      <Button tone="quiet" className={styles.freeze ?? ''} onClick={onFreeze}>
        {behind === undefined ? words.freeze : words.goOn}
        {behind !== undefined && (
          <span className={styles.behind}>{words.behind(number(behind))}</span>
        )}
      </Button>
    </div>
  );
}
