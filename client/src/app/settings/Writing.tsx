import { useState } from 'react';
import { useSettingsWords } from '../../i18n/useSettingsWords';
import { Field } from '../../ui/Field';
import { Switch } from '../../ui/Switch';
import { settings } from '../../ui/settings';
import { useSetting } from '../../ui/useSetting';
import { askToNotify, type Permission } from '../notify';
import { onMac } from '../shortcuts';
import { Section } from './Section';

/** What Enter does, and whether an answer's end is told. */
export function Writing() {
  const words = useSettingsWords();
  const enterSends = useSetting('enterSends');
  const notify = useSetting('notify');
  const [permission, setPermission] = useState<Permission>();

  const switchNotify = async (on: boolean) => {
    const answer = on ? await askToNotify() : undefined;
    setPermission(answer);
    settings.change({ notify: answer === 'granted' });
  };

  return (
    <Section title={words.writing}>
      <Field
        label={words.enterSends}
        hint={words.enterSendsHint(onMac ? '⌘↩' : 'Ctrl+Enter')}
        layout="beside"
      >
        {(ids) => (
          <Switch {...ids} on={enterSends} onSwitch={(on) => settings.change({ enterSends: on })} />
        )}
      </Field>
      <Field
        label={words.notify}
        hint={words.notifyHint}
        error={refusal(permission, words)}
        layout="beside"
      >
        {(ids) => <Switch {...ids} on={notify} onSwitch={(on) => void switchNotify(on)} />}
      </Field>
    </Section>
  );
}

function refusal(
  permission: Permission | undefined,
  words: { readonly notifyDenied: string; readonly notifyMissing: string },
): string | undefined {
  if (permission === 'denied') return words.notifyDenied;
  return permission === 'missing' ? words.notifyMissing : undefined;
}
