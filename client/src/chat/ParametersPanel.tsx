import type { Choice } from '../history/Conversation';
import { useHint } from '../i18n/useHint';
import { useWords } from '../i18n/useWords';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { changesOf } from './choices';
import { FaultSettings } from './FaultSettings';
import type { Knob, Model } from './Model';
import styles from './ParametersPanel.module.css';
import { type Kind, kindOf } from './parameters';
import { Setting, type Value } from './Setting';

/** A range that is longer than this can't be slid with any sense. */
const LONGEST_SLIDE = 10_000;

interface Props {
  readonly choice: Choice;
  readonly model: Model | undefined;
  readonly onChoose: (choice: Partial<Choice>) => void;
  readonly onClose: () => void;
}

/** What goes along with each question: the model's parameters, and a simulator's knobs and faults. */
export function ParametersPanel({ choice, model, onChoose, onClose }: Props) {
  const words = useWords().chat.parameters;
  const hint = useHint();
  const { parameters, simulate } = choice;
  const knobs = Object.entries(model?.knobs ?? {});
  const faults = model?.faults ?? [];
  const simulates = knobs.length > 0 || faults.length > 0;

  const set = (name: string, value: Value | undefined) =>
    onChoose({ parameters: changed(parameters, name, value) });
  const turn = (name: string, value: unknown) =>
    onChoose({ simulate: changed(simulate, name, value) });

  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      foot={
        <>
          <Button
            disabled={changesOf(choice, model) === 0}
            onClick={() => onChoose({ parameters: {}, simulate: {} })}
          >
            {words.reset}
          </Button>
          <Button tone="primary" onClick={onClose}>
            {words.close}
          </Button>
        </>
      }
    >
      <div className={styles.panel}>
        {model && <p className={styles.model}>{model.id}</p>}
        {!model?.parameters.length && !simulates && <p>{words.none}</p>}
        {model?.parameters.map((name) => (
          <Setting
            key={name}
            name={name}
            hint={hint('parameters', name)}
            kind={kindOf(name)}
            value={parameters[name]}
            onSet={(value) => set(name, value)}
          />
        ))}
        {simulates && <h3 className={styles.heading}>{words.simulator}</h3>}
        {knobs.map(([name, knob]) => (
          <Setting
            key={name}
            name={name}
            hint={hint('knobs', name)}
            kind={kindOfKnob(knob)}
            value={plain(simulate[name])}
            initial={knob.initial}
            onSet={(value) => turn(name, value)}
          />
        ))}
        {faults.length > 0 && (
          <FaultSettings
            faults={faults}
            fault={Object(simulate.fault)}
            onSet={(fault) => turn('fault', fault)}
          />
        )}
      </div>
    </Dialog>
  );
}

function kindOfKnob(knob: Knob): Kind {
  if (knob.kind === 'options') return knob;
  const { min, max } = knob;
  return max - min > LONGEST_SLIDE
    ? { kind: 'number', min, max }
    : { kind: 'range', min, max, step: 1 };
}

function plain(value: unknown): Value | undefined {
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean'
    ? value
    : undefined;
}

function changed<T>(
  all: Readonly<Record<string, T>>,
  name: string,
  value: T | undefined,
): Readonly<Record<string, T>> {
  const { [name]: _, ...others } = all;
  return value === undefined ? others : { ...others, [name]: value };
}
