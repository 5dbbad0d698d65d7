import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../words/words-context.tsx';

/** Returns what acts are called, by their codes; loaded with the first page that says them. */
export function useActions(): Readonly<Record<string, string>> {
  const { language } = useLanguage();
  const { data } = useQuery({
    queryKey: ['actions', language],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () =>
      language === 'fr'
        ? import('../words/actions-fr.ts').then(({ actionsFr }) => actionsFr)
        : import('../words/actions-en.ts').then(({ actionsEn }) => actionsEn),
  });
  return data ?? {};
}
