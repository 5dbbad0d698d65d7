import { Radio, Stack, useMantineColorScheme } from '@mantine/core';
import { Section } from '../settings/section.tsx';
import { SettingsFrame } from '../settings/settings-frame.tsx';
import { LANGUAGES, type Language, useLanguage, useWords } from '../words/words-context.tsx';

const NAMES: Readonly<Record<Language, string>> = { en: 'English', fr: 'Français' };
const SCHEMES = ['light', 'dark', 'auto'] as const;

/** How the desk looks, for this browser alone. */
export function AppearancePage() {
  const { settings } = useWords();
  const words = settings.appearance;
  const { language, speak } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SettingsFrame>
      <Section title={words.language}>
        <Radio.Group
          aria-label={words.language}
          value={language}
          onChange={(chosen) => speak(LANGUAGES.find((one) => one === chosen) ?? 'en')}
        >
          <Stack gap="xs">
            {LANGUAGES.map((one) => (
              <Radio key={one} value={one} label={NAMES[one]} lang={one} />
            ))}
          </Stack>
        </Radio.Group>
      </Section>
      <Section title={words.scheme}>
        <Radio.Group
          aria-label={words.scheme}
          value={colorScheme}
          onChange={(chosen) => setColorScheme(SCHEMES.find((one) => one === chosen) ?? 'auto')}
        >
          <Stack gap="xs">
            {SCHEMES.map((one) => (
              <Radio key={one} value={one} label={words.schemes[one]} />
            ))}
          </Stack>
        </Radio.Group>
      </Section>
    </SettingsFrame>
  );
}
