import type { Choice } from '../history/Conversation';
import type { Told } from '../history/tree';
import type { Model } from './Model';

/**
 * The body that starts a stream: `{"model":"echo","messages":[…],"max_tokens":200,"simulate":{…}}`.
 * What the model is known not to obey is left out.
 */
export function bodyOf(
  choice: Choice,
  model: Model | undefined,
  messages: readonly Told[],
): object {
  const { simulate, parameters } = choice;
  const knobs = model ? picked(simulate, [...Object.keys(model.knobs), 'fault']) : simulate;
  const simulates =
    Object.keys(knobs).length > 0 && (!model || Object.keys(model.knobs).length > 0);
  const name = choice.model ?? model?.id;
  return {
    ...(name !== undefined && { model: name }),
    messages,
    ...(model ? picked(parameters, model.parameters) : parameters),
    ...(simulates && { simulate: knobs }),
  };
}

function picked<T>(all: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
}
