import { useHint } from '../i18n/useHint';
import { useWords } from '../i18n/useWords';
import { Setting, type Value } from './Setting';

/** `{"kind":"truncate","afterPieces":40}` */
type Fault = Readonly<Record<string, unknown>>;

interface Props {
  readonly faults: readonly string[];
  readonly fault: Fault;
  /** Undefined: none. */
  readonly onSet: (fault: Fault | undefined) => void;
}

/** How a simulator is to break, and when. */
export function FaultSettings({ faults, fault, onSet }: Props) {
  const { noFault } = useWords().chat.parameters;
  const hint = useHint();
  const kind = typeof fault.kind === 'string' ? fault.kind : undefined;

  const set = (name: string, value: Value | undefined) => {
    const { [name]: _, ...others } = fault;
    onSet(value === undefined ? others : { ...others, [name]: value });
  };
  const choose = (kind: Value | undefined) => {
    if (kind === undefined) return onSet(undefined);
    const atOnce = !fault.afterPieces && !fault.afterMs;
    onSet({ ...fault, kind, ...(atOnce && { afterPieces: SOME_PIECES }) });
  };
  const number = (name: string, max: number) => (
    <Setting
      name={`fault.${name}`}
      hint={hint('knobs', `fault.${name}`)}
      kind={{ kind: 'number', min: 0, max }}
      value={typeof fault[name] === 'number' ? fault[name] : undefined}
      initial={0}
      onSet={(value) => set(name, value)}
    />
  );

  return (
    <>
      <Setting
        name="fault.kind"
        hint={hint('knobs', 'fault.kind')}
        kind={{ kind: 'options', options: faults.filter((each) => each !== 'none') }}
        value={kind}
        initial={noFault}
        onSet={choose}
      />
      {kind === 'fail' && (
        <Setting
          name="fault.code"
          hint={hint('knobs', 'fault.code')}
          kind={{ kind: 'text' }}
          value={typeof fault.code === 'string' ? fault.code : undefined}
          initial="simulated_failure"
          onSet={(value) => set('code', value)}
        />
      )}
      {kind !== undefined && number('afterPieces', MOST_PIECES)}
      {kind !== undefined && number('afterMs', MOST_MILLIS)}
    </>
  );
}

/** A fault that comes at once shows nothing of an answer that breaks. */
const SOME_PIECES = 20;
const MOST_PIECES = 1_000_000_000;
const MOST_MILLIS = 3_600_000;
