const NAMES: Readonly<Record<string, string>> = {
  français: 'fr',
  french: 'fr',
  anglais: 'en',
  english: 'en',
  allemand: 'de',
  german: 'de',
  deutsch: 'de',
  espagnol: 'es',
  spanish: 'es',
  español: 'es',
  italien: 'it',
  italian: 'it',
  italiano: 'it',
};

/** Returns the ISO 639-1 code for a language tag (`en-US`, `fra`) or a language's name, or undefined. */
export function languageCode(text: string): string | undefined {
  const trimmed = text.trim().toLowerCase();
  const named = NAMES[trimmed];
  if (named !== undefined) return named;
  try {
    const { language } = new Intl.Locale(trimmed.replaceAll('_', '-'));
    return language.length === 2 ? language : undefined;
  } catch {
    return undefined;
  }
}
