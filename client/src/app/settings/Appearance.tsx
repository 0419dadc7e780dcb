import { useSettingsWords } from '../../i18n/useSettingsWords';
import { Field } from '../../ui/Field';
import { Select } from '../../ui/Select';
import { Switch } from '../../ui/Switch';
import { settings } from '../../ui/settings';
import { useSetting } from '../../ui/useSetting';
import { Section } from './Section';

/** How the page looks, and what it speaks. */
export function Appearance() {
  const words = useSettingsWords();
  const theme = useSetting('theme');
  const language = useSetting('language');
  const textSize = useSetting('textSize');
  const wrapCode = useSetting('wrapCode');
  return (
    <Section title={words.appearance}>
      <Field label={words.theme} layout="beside">
        {(ids) => (
          <Select
            {...ids}
            value={theme}
            choices={(['auto', 'light', 'dark'] as const).map((value) => ({
              value,
              label: words.themes[value],
            }))}
            onChoose={(chosen) => settings.change({ theme: chosen })}
          />
        )}
      </Field>
      <Field label={words.language} layout="beside">
        {(ids) => (
          <Select
            {...ids}
            value={language}
            choices={[
              { value: 'auto', label: words.autoLanguage },
              // Whoever looks for a language finds it under its own name.
              { value: 'en', label: 'English' },
              { value: 'zh', label: '中文' },
            ]}
            onChoose={(chosen) => settings.change({ language: chosen })}
          />
        )}
      </Field>
      <Field label={words.textSize} layout="beside">
        {(ids) => (
          <Select
            {...ids}
            value={textSize}
            choices={(['small', 'normal', 'large'] as const).map((value) => ({
              value,
              label: words.textSizes[value],
            }))}
            onChoose={(chosen) => settings.change({ textSize: chosen })}
          />
        )}
      </Field>
      <Field label={words.wrapCode} layout="beside">
        {(ids) => (
          <Switch {...ids} on={wrapCode} onSwitch={(on) => settings.change({ wrapCode: on })} />
        )}
      </Field>
    </Section>
  );
}
