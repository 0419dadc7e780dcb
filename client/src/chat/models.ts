import type { Knob, Model } from './Model';

/** Reads OpenAI's list of models, with what the gateway adds to each in `spate`. */
export function modelsOf(list: unknown): readonly Model[] {
  const { data } = Object(list);
  return Array.isArray(data) ? data.flatMap(modelFrom) : [];
}

function modelFrom(entry: unknown): Model[] {
  const { id, spate } = Object(entry);
  if (typeof id !== 'string') return [];
  const { type, parameters, simulate } = Object(spate);
  const { faults, ...knobs } = Object(simulate);
  return [
    {
      id,
      isDefault: Object(spate).default === true,
      type: typeof type === 'string' ? type : '',
      parameters: strings(parameters),
      knobs: Object.fromEntries(Object.entries(knobs).flatMap(knobOf)),
      faults: strings(faults),
    },
  ];
}

function knobOf([name, knob]: [string, unknown]): [string, Knob][] {
  const { min, max, options, default: initial } = Object(knob);
  if (Array.isArray(options)) {
    return [[name, { kind: 'options', options: strings(options), initial: String(initial) }]];
  }
  const numbers = [min, max, initial];
  if (!numbers.every((number) => typeof number === 'number')) return [];
  return [[name, { kind: 'range', min, max, initial }]];
}

function strings(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}
