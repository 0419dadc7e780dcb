import type { Answer } from '../stream/answer';
import type { StreamEvent } from '../stream/events';
import { firstWhere } from './Line';

/** What an answer said up to a position. */
export interface Said {
  readonly reasoning: string;
  readonly text: string;
  readonly calls: string;
  /** To which of these the position itself added, and how much, in UTF-16 units. */
  readonly added?: { readonly to: Part; readonly length: number };
}

type Part = 'reasoning' | 'text' | 'calls';

interface Step {
  readonly position: number;
  readonly reasoning: number;
  readonly text: number;
  readonly calls: number;
  /** How many of the answer's ticks there are with this one. */
  readonly pieces: number;
}

const START: Step = { position: 0, reasoning: 0, text: 0, calls: 0, pieces: 0 };

/** An answer that can be read as it was at any position: its texts once, and how far each had come. */
export class Replay {
  readonly #said = { reasoning: '', text: '', calls: '' };
  readonly #steps: Step[] = [];
  #call = -1;

  /** Adds the event at the next position; one at an earlier position changes nothing. */
  take(position: number, event: StreamEvent): void {
    const { position: last, pieces } = this.#last();
    if (position <= last) return;
    // What is missing in between is taken for pieces, but for the first, which is `started`.
    const missing = position - Math.max(last, 1) - 1;
    this.#add(event);
    const { reasoning, text, calls } = this.#said;
    this.#steps.push({
      position,
      reasoning: reasoning.length,
      text: text.length,
      calls: calls.length,
      pieces: pieces + Math.max(missing, 0) + (isTick(event) ? 1 : 0),
    });
  }

  /** The first position that is known; texts before it are missing. 0 if there is none. */
  get first(): number {
    return this.#steps[0]?.position ?? 0;
  }

  at(position: number): Said {
    const index = firstWhere(this.#steps, (step) => step.position > position) - 1;
    const step = this.#steps[index] ?? START;
    const before = this.#steps[index - 1] ?? START;
    const said = {
      reasoning: this.#said.reasoning.slice(0, step.reasoning),
      text: this.#said.text.slice(0, step.text),
      calls: this.#said.calls.slice(0, step.calls),
    };
    for (const to of ['text', 'reasoning', 'calls'] as const) {
      const length = step[to] - before[to];
      if (length > 0) return { ...said, added: { to, length } };
    }
    return said;
  }

  /** How many pieces had come at a position. */
  pieces(position: number): number {
    const index = firstWhere(this.#steps, (step) => step.position > position) - 1;
    return (this.#steps[index] ?? START).pieces;
  }

  /** The position of the latest of so many pieces; of none, 0. */
  position(pieces: number): number {
    if (pieces <= 0) return 0;
    return this.#steps[firstWhere(this.#steps, (step) => step.pieces >= pieces)]?.position ?? 0;
  }

  #last(): Step {
    return this.#steps.at(-1) ?? START;
  }

  #add(event: StreamEvent): void {
    if (event.kind === 'text') this.#said.text += event.text;
    else if (event.kind === 'reasoning') this.#said.reasoning += event.text;
    else if (event.kind === 'toolCall') {
      if (event.index !== this.#call) this.#said.calls += this.#call < 0 ? '' : '\n';
      this.#call = event.index;
      this.#said.calls += event.name === '' ? event.arguments : `${event.name} ${event.arguments}`;
    }
  }
}

/**
 * The replay of an answer whose frames are gone, from the sizes of its pieces; undefined where they
 * don't say whether a piece was text.
 */
export function replayOfKept({ ticks, text, reasoning, toolCalls }: Answer): Replay | undefined {
  if (ticks.length === 0 || reasoning !== '' || toolCalls.length > 0) return undefined;
  const bytes = new TextEncoder().encode(text);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const replay = new Replay();
  let from = 0;
  for (let index = 0; index < ticks.length; index++) {
    const to = from + (ticks.bytes[index] ?? 0);
    const piece = decoder.decode(bytes.subarray(from, to), { stream: true });
    replay.take(index + 2, { kind: 'text', text: piece });
    from = to;
  }
  return from === bytes.length ? replay : undefined;
}

function isTick({ kind }: StreamEvent): boolean {
  return kind === 'text' || kind === 'reasoning' || kind === 'toolCall';
}
