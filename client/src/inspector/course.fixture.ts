import { type Answer, nothingYet } from '../stream/answer';
import type { Frame } from '../stream/Frame';
import type { Happening } from '../stream/happening';
import { Recording, type Row } from '../stream/Recording';
import { reduce } from '../stream/reduce';
import { BEGIN, frameOf, heartbeatOf, STREAM } from './rows.fixture';

const WORDS =
  'A stream is a log of events, each at a position of its own. Whoever reads it owns nothing but that position, so a connection may break at any moment and nothing is lost: the reader comes back, says how far it had come, and is sent what lies after. A second reader may follow from the start; it gets the same events, in the same order, at its own pace. Leaving is not cancelling: an answer ends when its model has said all, or when somebody says stop.\n\n'
    .repeat(5)
    .match(/\s*\S+/g) ?? [];

const FIRST_MILLIS = 640;
const PIECE_MILLIS = 48;

/** After this position it is silent for so long. */
const STALL = { position: 130, millis: 15_700 };

/** It is cut after this position for so long, and two of its events come twice. */
const CUT = { position: 290, millis: 1_800, twice: 2 };

/** A stream as it went: fixed, for tests and for the page of all states. */
export interface Course {
  readonly answer: Answer;
  readonly rows: readonly Row[];
}

/** What this browser saw of the stream: from a position, up to another, after which it may be cut. */
export function course(
  from = 1,
  upTo = Number.POSITIVE_INFINITY,
  after: 'open' | 'cut' = 'open',
): Course {
  const recording = new Recording({ ask: () => {}, now: () => {} }, () => BEGIN);
  let answer = nothingYet;
  for (const { happening, first } of happenings()) {
    if (first > upTo) break;
    answer = reduce(answer, happening);
    if (first >= from || happening.kind === 'opened') recording.take(happening);
  }
  const at = BEGIN + timeOf(Math.min(upTo, WORDS.length + 2));
  if (after === 'cut') {
    const cut: Happening = { kind: 'cut', at };
    answer = reduce(answer, cut);
    recording.take(cut);
  }
  return { answer, rows: recording.get() };
}

/** The frames up to a position, as they are read again. */
export function framesUpTo(position: number): readonly Frame[] {
  return Array.from({ length: position }, (_, index) => eventAt(index + 1));
}

interface Step {
  /** The first position that it is about. */
  readonly first: number;
  readonly happening: Happening;
}

function* happenings(): Generator<Step> {
  const opened = (at: number): Happening => ({ kind: 'opened', stream: STREAM, at: BEGIN + at });
  const resumedAt = timeOf(CUT.position) + CUT.millis;
  yield { first: 1, happening: opened(0) };
  for (let position = 1; position <= WORDS.length + 2; position++) {
    const late = position > CUT.position && timeOf(position) < resumedAt;
    const frame = eventAt(position, late ? resumedAt : undefined);
    yield { first: position, happening: { kind: 'frames', frames: [frame] } };
    if (position === STALL.position) {
      const beat = heartbeatOf(BEGIN + timeOf(position) + 15_000);
      yield { first: position, happening: { kind: 'frames', frames: [beat] } };
    }
    if (position !== CUT.position) continue;
    const at = BEGIN + timeOf(position) + 20;
    yield { first: position, happening: { kind: 'cut', at } };
    yield { first: position, happening: opened(resumedAt) };
    for (let twice = position - CUT.twice + 1; twice <= position; twice++) {
      const again = eventAt(twice, resumedAt);
      yield { first: position, happening: { kind: 'frames', frames: [again] } };
    }
  }
}

/** The event at a position, arriving when it happens, or at another time. */
function eventAt(position: number, arrives = timeOf(position)): Frame {
  const ms = timeOf(position);
  const at = BEGIN + arrives;
  const last = WORDS.length + 2;
  if (position === 1) {
    const started = { stream: STREAM, model: 'script/prose', at: new Date(BEGIN).toISOString() };
    return { ...frameOf(1, 0, started, 'started'), at };
  }
  if (position < last) return { ...frameOf(position, ms, { text: WORDS[position - 2] }), at };
  const usage = { inputTokens: 3, outputTokens: WORDS.length };
  return { ...frameOf(position, ms, { reason: 'stop', usage }, 'finished'), at };
}

/** Even in the mean, but not evenly: the same each time. */
function timeOf(position: number): number {
  if (position <= 1) return 0;
  const uneven = Math.round(18 * Math.sin(position * 1.7) + 9 * Math.sin(position * 0.31));
  const stalled = position > STALL.position ? STALL.millis : 0;
  return FIRST_MILLIS + (position - 2) * PIECE_MILLIS + uneven + stalled;
}
