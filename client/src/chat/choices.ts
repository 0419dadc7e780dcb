import type { Choice } from '../history/Conversation';
import type { Model } from './Model';

/** How many parameters and knobs of this model somebody has set. */
export function changesOf({ parameters, simulate }: Choice, model: Model | undefined): number {
  if (!model) return 0;
  const set = Object.keys(parameters).filter((name) => model.parameters.includes(name));
  const turned = Object.keys(simulate).filter((name) =>
    name === 'fault' ? model.faults.length > 0 : Object.hasOwn(model.knobs, name),
  );
  return set.length + turned.length;
}

/** The model that answers: the chosen one, or else the gateway's default. */
export function chosenModel(
  models: readonly Model[] | undefined,
  choice: Choice,
): Model | undefined {
  return models?.find(({ id, isDefault }) =>
    choice.model === undefined ? isDefault : id === choice.model,
  );
}
