import { Button } from '@mantine/core';
import type { Listing } from '../wire/pages.ts';
import { useWords } from '../words/words-context.tsx';

/** Goes on with a list, where there is more of it. */
export function MoreButton({
  hasMore,
  isLoadingMore,
  loadMore,
}: Pick<Listing<unknown>, 'hasMore' | 'isLoadingMore' | 'loadMore'>) {
  const { common } = useWords();
  if (!hasMore) return null;
  return (
    <Button variant="subtle" onClick={loadMore} loading={isLoadingMore}>
      {common.more}
    </Button>
  );
}
