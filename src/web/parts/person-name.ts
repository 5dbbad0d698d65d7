import { useAllItems } from '../wire/all-items.ts';
import { useSession } from '../wire/session.ts';
import { useWords } from '../words/words-context.tsx';

/** Returns what somebody is called; of whom one may not know, that there is somebody. */
export function usePersonName(): (id: string | null) => string {
  const { orderPage } = useWords();
  const readers = useAllItems<{ readonly id: string; readonly name: string }>('readers', '/readers');
  const session = useSession();
  return (id) => {
    if (id !== null && id === session.data?.id) return session.data.name;
    return readers.data?.find((one) => one.id === id)?.name ?? orderPage.somebody;
  };
}
