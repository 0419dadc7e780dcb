import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useChatState } from '../../chat/ChatsContext';
import type { Excerpt } from '../../history/excerpt';
import type { Hit } from '../../history/Search';
import { useFormats } from '../../i18n/useFormats';
import { useWords } from '../../i18n/useWords';
import { composes } from '../../ui/composes';
import { Dialog } from '../../ui/Dialog';
import { Icon, type IconName } from '../../ui/Icon';
import { IconButton } from '../../ui/IconButton';
import { LiveRegion } from '../../ui/LiveRegion';
import { afterKey } from '../../ui/listKeys';
import { useMedia } from '../../ui/useMedia';
import { useSetting } from '../../ui/useSetting';
import { go } from '../router';
import { commands } from './commands';
import type { Find } from './Find';
import { Marked } from './Marked';
import { mark } from './mark';
import styles from './SearchDialog.module.css';
import { useHits } from './useHits';

const MOST_RECENT = 6;

interface Props {
  readonly search: Find;
  /** What is searched for at first. */
  readonly begin?: string;
  readonly onClose: () => void;
}

/** One line that can be chosen: a conversation, a place in one, or a command. */
interface Line {
  readonly key: string;
  readonly section: 'recent' | 'found' | 'commands';
  readonly icon?: IconName;
  readonly title: string;
  /** Of the text, or of the title, with what was found in it. */
  readonly found?: { readonly where: 'title' | 'text'; readonly excerpt: Excerpt };
  readonly aside?: string | undefined;
  readonly choose: () => void;
}

/** Finds conversations, places in them, and commands; what is chosen is gone to, or done. */
export function SearchDialog({ search, begin = '', onClose }: Props) {
  const { app } = useWords();
  const [text, setText] = useState(begin);
  const [at, setAt] = useState(0);
  /** Enter was pressed before that was found. */
  const [hurried, setHurried] = useState(false);
  const wanted = text.trim();
  const found = useHits(search, wanted);
  const lines = useLines(wanted, found.hits ?? []);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const chosen = Math.min(at, lines.length - 1);
  const settled = wanted === '' || found.text === wanted;

  const choose = (line: Line | undefined) => {
    if (!line) return;
    onClose();
    // Once the dialog is gone, the focus is back and may be taken elsewhere.
    requestAnimationFrame(line.choose);
  };

  useEffect(() => {
    if (hurried && settled) choose(lines[chosen]);
  });

  const press = (event: KeyboardEvent) => {
    if (composes(event.nativeEvent)) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (settled) choose(lines[chosen]);
      else setHurried(true);
      return;
    }
    // Home and End are the text's.
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const next = afterKey(event.key, chosen, lines.length);
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
    list.current?.querySelectorAll('[role="option"]')[next]?.scrollIntoView({ block: 'nearest' });
  };

  const nothing = wanted !== '' && settled && lines.length === 0;
  const said = found.hits === undefined ? app.search.failed : app.search.nothing(wanted);
  return (
    <Dialog title={app.search.title} size="large" look="bare" onClose={onClose}>
      <div className={styles.head}>
        <Icon name="search" />
        <input
          className={styles.input}
          data-begin
          type="text"
          role="combobox"
          aria-expanded={lines.length > 0}
          aria-controls={id}
          aria-activedescendant={lines.length > 0 ? `${id}-${chosen}` : undefined}
          aria-autocomplete="list"
          aria-label={app.search.title}
          placeholder={app.search.placeholder}
          enterKeyHint="go"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setAt(0);
            setHurried(false);
          }}
          onKeyDown={press}
        />
        <IconButton icon="close" label={app.close} onClick={onClose} />
      </div>
      <div
        ref={list}
        id={id}
        className={styles.lines}
        role="listbox"
        aria-label={app.search.results}
      >
        {lines.map((line, index) => (
          <LineRow
            key={line.key}
            id={`${id}-${index}`}
            line={line}
            heading={line.section !== lines[index - 1]?.section}
            chosen={index === chosen}
            onPoint={() => setAt(index)}
            onChoose={() => choose(line)}
          />
        ))}
      </div>
      {nothing && <p className={styles.nothing}>{said}</p>}
      <LiveRegion
        text={announced(wanted, settled, nothing ? said : app.search.count(lines.length))}
      />
    </Dialog>
  );
}

function announced(wanted: string, settled: boolean, said: string): string {
  return wanted === '' || !settled ? '' : said;
}

interface LineProps {
  readonly id: string;
  readonly line: Line;
  /** It is the first of its section, and has the section's name over it. */
  readonly heading: boolean;
  readonly chosen: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

function LineRow({ id, line, heading, chosen, onPoint, onChoose }: LineProps) {
  const { app } = useWords();
  return (
    <>
      {heading && (
        <p className={styles.section} role="presentation">
          {app.search[line.section]}
        </p>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's, which keeps the focus. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: it is the input's active descendant. */}
      <div
        id={id}
        role="option"
        aria-selected={chosen}
        className={styles.line}
        onPointerMove={onPoint}
        onClick={onChoose}
      >
        {line.icon && (
          <span className={styles.icon}>
            <Icon name={line.icon} />
          </span>
        )}
        <span className={styles.text}>
          <span className={styles.title}>
            {line.found?.where === 'title' ? <Marked excerpt={line.found.excerpt} /> : line.title}
          </span>
          {line.found?.where === 'text' && (
            <span className={styles.excerpt}>
              <Marked excerpt={line.found.excerpt} />
            </span>
          )}
        </span>
        {line.aside && <span className={styles.aside}>{line.aside}</span>}
      </div>
    </>
  );
}

function useLines(wanted: string, hits: readonly Hit[]): readonly Line[] {
  const words = useWords();
  const formats = useFormats();
  const conversations = useChatState((state) => state.conversations) ?? [];
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const theme = useSetting('theme');
  const dark = theme === 'auto' ? systemDark : theme === 'dark';

  const begin = wanted.toLocaleLowerCase();
  const offered = commands(words, dark)
    .filter(({ name }) => begin === '' || name.toLocaleLowerCase().includes(begin))
    .map(
      ({ name, icon, keys, run }): Line => ({
        key: `command ${name}`,
        section: 'commands',
        icon,
        title: name,
        aside: keys,
        choose: run,
      }),
    );

  if (wanted === '') {
    const recent = conversations.slice(0, MOST_RECENT).map(
      ({ id, title, changedAt }): Line => ({
        key: id,
        section: 'recent',
        title: title || words.app.list.untitled,
        aside: formats.time(changedAt),
        choose: () => go({ kind: 'conversation', id }),
      }),
    );
    return [...recent, ...offered];
  }

  const places = hits.map(
    ({ conversation: { id, title, changedAt }, message, range, excerpt }): Line => ({
      key: `${id} ${message?.id ?? ''} ${range.start}`,
      section: 'found',
      title: title || words.app.list.untitled,
      found: { where: message ? 'text' : 'title', excerpt },
      aside: formats.time(message?.at ?? changedAt),
      choose: () => {
        go({ kind: 'conversation', id, ...(message && { message: message.id }) });
        mark(wanted);
      },
    }),
  );
  return [...places, ...offered];
}
