import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { en, type Words } from './en.ts';

export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

interface Spoken {
  readonly words: Words;
  readonly language: Language;
  speak(language: Language): void;
}

const SpokenContext = createContext<Spoken>({ words: en, language: 'en', speak: () => undefined });
const KEPT = 'vigie-language';

function firstLanguage(): Language {
  const asked = localStorage.getItem(KEPT) ?? navigator.language.slice(0, 2);
  return LANGUAGES.find((known) => known === asked) ?? 'en';
}

/** Lets everything below speak a language; French is loaded when somebody reads it. */
export function WordsProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  const [words, setWords] = useState<Words>();
  useEffect(() => {
    let isAsked = true;
    const load = language === 'fr' ? import('./fr.ts').then(({ fr }) => fr) : Promise.resolve(en);
    void load.then((loaded) => {
      if (!isAsked) return;
      setWords(loaded);
      document.documentElement.lang = language;
    });
    return () => {
      isAsked = false;
    };
  }, [language]);
  const spoken = useMemo(
    () => ({
      words: words ?? en,
      language,
      speak(chosen: Language) {
        localStorage.setItem(KEPT, chosen);
        setLanguage(chosen);
      },
    }),
    [words, language],
  );
  return words ? <SpokenContext value={spoken}>{children}</SpokenContext> : null;
}

export function useWords(): Words {
  return useContext(SpokenContext).words;
}

export function useLanguage(): Pick<Spoken, 'language' | 'speak'> {
  return useContext(SpokenContext);
}
