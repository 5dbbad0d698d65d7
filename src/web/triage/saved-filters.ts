import { useLocalStorage } from '@mantine/hooks';
import { useSession } from '../wire/session.ts';
import { readSaved, type SavedFilter } from './read-saved-filters.ts';

const MOST = 30;

/** The filters that whoever is signed in has saved in this browser. */
export function useSavedFilters() {
  const { data: session } = useSession();
  const [saved, setSaved] = useLocalStorage<readonly SavedFilter[]>({
    key: `vigie.filters.${session?.id ?? ''}`,
    defaultValue: [],
    deserialize: readSaved,
  });
  return {
    saved,
    save: ({ name, search }: SavedFilter) =>
      setSaved([...saved.filter((one) => one.name !== name), { name, search }].slice(-MOST)),
    remove: (name: string) => setSaved(saved.filter((one) => one.name !== name)),
  };
}
