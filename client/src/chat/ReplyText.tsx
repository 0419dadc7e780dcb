import { Fragment, useMemo } from 'react';
import type { Part } from '../history/Message';
import { useFormats } from '../i18n/useFormats';
import { useWords } from '../i18n/useWords';
import { LazyMarkdown } from '../markdown/LazyMarkdown';
import type { Answer } from '../stream/answer';
import { languageOf } from '../ui/languageOf';
import { Caret } from './Caret';
import { earlierOf, type Mark, marksOf } from './marks';
import { ReasoningBlock } from './ReasoningBlock';
import styles from './ReplyText.module.css';
import { SeamLine } from './SeamLine';
import { cuts, segments } from './segments';
import { ToolCalls } from './ToolCalls';
import { type Source, useOf, whole } from './useSource';

interface Props {
  readonly parts: readonly Part[];
  /** Of the last part. */
  readonly source: Source;
}

/** What a reply says: the text of all its parts as one, torn where it was. */
export function ReplyText({ parts, source }: Props) {
  const answer = useOf(source, whole);
  const earlier = useMemo(() => earlierOf(parts), [parts]);
  const marks = useMemo(() => marksOf(earlier, answer.seams), [earlier, answer.seams]);
  const text = earlier.text + answer.text;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what comes later moves no cut.
  const places = useMemo(() => cuts(text, marks), [marks]);
  const runs = segments(text, marks, places);
  const last = runs.length - 1;

  const live = !answer.end;
  const answers = [...earlier.answers, answer];
  const thinks = live && answer.reasoning !== '' && answer.text === '';
  const caret = live && <Caret position={answer.position} cut={answer.connection.kind === 'cut'} />;
  const caretAt = (part: number) => thinks && part === answers.length - 1 && caret;

  return (
    <>
      <Reasoning answer={answers[0]} caret={caretAt(0)} />
      {runs.map((run, index) => (
        <Fragment key={run.from}>
          {run.marks.map((mark) => (
            <Marked key={mark.name} mark={mark} answers={answers} caretAt={caretAt} />
          ))}
          <div data-text className={styles.run} lang={languageOf(run.text)}>
            {run.text !== '' && <LazyMarkdown text={run.text} live={live && index === last} />}
            {index === last && !thinks && caret}
          </div>
        </Fragment>
      ))}
      <ToolCalls calls={answer.toolCalls} live={live} />
    </>
  );
}

interface MarkedProps {
  readonly mark: Mark;
  readonly answers: readonly Answer[];
  readonly caretAt: (part: number) => React.ReactNode;
}

function Marked({ mark, answers, caretAt }: MarkedProps) {
  const { reply } = useWords().chat;
  const { number, duration } = useFormats();
  if (mark.kind === 'resumed') {
    const { position, awayMillis } = mark.seam;
    return <SeamLine>{reply.resumed(number(position), duration(awayMillis))}</SeamLine>;
  }
  return (
    <>
      <ToolCalls calls={answers[mark.part - 1]?.toolCalls ?? []} live={false} />
      <SeamLine>{reply.continued}</SeamLine>
      <Reasoning answer={answers[mark.part]} caret={caretAt(mark.part)} />
    </>
  );
}

interface ReasoningProps {
  readonly answer: Answer | undefined;
  readonly caret: React.ReactNode;
}

function Reasoning({ answer, caret }: ReasoningProps) {
  if (!answer?.reasoning) return null;
  const { reasoning, text, end, reasonedMillis } = answer;
  return (
    <ReasoningBlock
      text={reasoning}
      live={!end && text === ''}
      alone={text === ''}
      millis={reasonedMillis}
      caret={caret}
    />
  );
}
