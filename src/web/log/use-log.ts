import { useInfiniteQuery } from '@tanstack/react-query';
import { read } from '../wire/ask.ts';
import type { Listing } from '../wire/pages.ts';
import type { LogPage } from '../wire/shapes.ts';
import type { Entry, Names } from './entry-line.tsx';

/** How the log is asked for; a day is a UTC day. */
export interface LogSearch {
  readonly action?: string;
  readonly actorId?: string;
  readonly objectId?: string;
  readonly kind?: string;
  readonly outcome?: string;
  readonly from?: string;
  readonly until?: string;
}

const DAY = 86_400_000;

function instantOf(day: string | undefined, behind: number): string | undefined {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? undefined : new Date(at + behind).toISOString();
}

/** Entries page after page, with all names that came with them. */
export function useLog({ from, until, ...search }: LogSearch, most = 50): Listing<Entry> & { readonly names: Names } {
  const values = { ...search, from: instantOf(from, 0), until: instantOf(until, DAY), most };
  const query = useInfiniteQuery({
    queryKey: ['log', values],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: after, signal }) => read<LogPage>('/log', { ...values, after }, signal),
    getNextPageParam: ({ next }) => next,
  });
  const pages = query.data?.pages ?? [];
  return {
    items: pages.flatMap(({ items }) => items),
    names: Object.assign({}, ...pages.map(({ names }) => names)) as Names,
    isPending: query.isPending,
    error: query.error,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    isOutdated: false,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  };
}
