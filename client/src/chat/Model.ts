/** A model that can be asked, as `GET /v1/models` tells it. */
export interface Model {
  readonly id: string;
  readonly isDefault: boolean;
  /** Its generator's: `echo`, `clock`, `script`, `process` … */
  readonly type: string;
  /** OpenAI's names of what it obeys. */
  readonly parameters: readonly string[];
  /** A simulator's knobs: `{"tokensPerSecond":{"min":0,"max":5000,"default":30}}`. */
  readonly knobs: Readonly<Record<string, Knob>>;
  readonly faults: readonly string[];
}

export type Knob =
  | { readonly kind: 'range'; readonly min: number; readonly max: number; readonly initial: number }
  | { readonly kind: 'options'; readonly options: readonly string[]; readonly initial: string };
