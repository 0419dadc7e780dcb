/** How a parameter is written. */
export type Kind =
  | { readonly kind: 'range'; readonly min: number; readonly max: number; readonly step: number }
  | { readonly kind: 'number'; readonly min: number; readonly max?: number }
  | { readonly kind: 'text' }
  | { readonly kind: 'options'; readonly options: readonly string[] };

const tokens: Kind = { kind: 'number', min: 1 };
const penalty: Kind = { kind: 'range', min: -2, max: 2, step: 0.1 };

export const kinds: Readonly<Record<string, Kind>> = {
  temperature: { kind: 'range', min: 0, max: 2, step: 0.05 },
  top_p: { kind: 'range', min: 0, max: 1, step: 0.01 },
  top_k: { kind: 'number', min: 0 },
  min_p: { kind: 'range', min: 0, max: 1, step: 0.01 },
  max_tokens: tokens,
  max_completion_tokens: tokens,
  presence_penalty: penalty,
  frequency_penalty: penalty,
  seed: { kind: 'number', min: 0 },
  stop: { kind: 'text' },
  reasoning_effort: { kind: 'options', options: ['minimal', 'low', 'medium', 'high'] },
  verbosity: { kind: 'options', options: ['low', 'medium', 'high'] },
};

/** How OpenAI's parameter of this name is written; one that we don't know, as text. */
export function kindOf(name: string): Kind {
  return Object.hasOwn(kinds, name) ? (kinds[name] ?? { kind: 'text' }) : { kind: 'text' };
}
