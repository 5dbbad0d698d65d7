import { useMay } from '../shell/use-may.ts';
import { useWords } from '../words/words-context.tsx';
import { PageLink } from './page-link.tsx';

/** Leads inspectors to all that was done with a thing. */
export function HistoryLink({ noun, id }: { readonly noun: string; readonly id: string }) {
  const { log } = useWords();
  const isInspector = useMay('inspector');
  if (!isInspector) return null;
  return (
    <PageLink to="/log/$objectId" params={{ objectId: id }} search={{ noun }} size="sm">
      {log.history}
    </PageLink>
  );
}
