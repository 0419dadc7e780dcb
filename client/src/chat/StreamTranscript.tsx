import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Reply } from '../history/Message';
import { useWords } from '../i18n/useWords';
import { AutoScroll } from './AutoScroll';
import { askedIn } from './askedIn';
import { JumpButton } from './JumpButton';
import { QuestionText } from './QuestionText';
import question from './QuestionView.module.css';
import { ReplyView } from './ReplyView';
import styles from './StreamPage.module.css';
import transcript from './Transcript.module.css';
import { usePortSize } from './usePortSize';

interface Props {
  readonly reply: Reply;
  readonly request: unknown;
  readonly live: boolean;
}

/** A stream's question and its answer, as a document. */
export function StreamTranscript({ reply, request, live }: Props) {
  const words = useWords().chat;
  const [scroll] = useState(() => new AutoScroll());
  const port = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLElement>(null);
  const asked = useMemo(() => askedIn(request), [request]);
  const heading = `question-${reply.id}`;

  usePortSize(port);
  useLayoutEffect(() => {
    if (!port.current || !content.current) return;
    // Whoever comes by a link reads from the start.
    scroll.release();
    return scroll.attach(port.current, content.current, () => content.current);
  }, [scroll]);

  return (
    <div className={transcript.frame}>
      <div
        ref={port}
        className={transcript.port}
        role="log"
        aria-live="off"
        aria-label={words.stream.title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
        tabIndex={0}
      >
        <div className={transcript.column}>
          <article ref={content} aria-labelledby={heading} aria-busy={live}>
            {asked.earlier > 0 && (
              <p className={styles.earlier}>{words.stream.earlier(asked.earlier)}</p>
            )}
            <div className={question.question}>
              <QuestionText id={heading} text={asked.question || words.stream.noQuestion} />
            </div>
            <ReplyView reply={reply} branch={undefined} last readOnly />
          </article>
        </div>
      </div>
      <JumpButton scroll={scroll} />
    </div>
  );
}
