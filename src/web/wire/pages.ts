import { type InfiniteData, type Query, type QueryClient, useInfiniteQuery } from '@tanstack/react-query';
import { read } from './ask.ts';

interface Page<Item> {
  readonly items: Item[];
  readonly next?: string | undefined;
}

export interface Listing<Item> {
  readonly items: readonly Item[];
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  /** Something changed since it was read, and it is too long to be read anew unasked. */
  readonly isOutdated: boolean;
  loadMore(): void;
  retry(): void;
}

/** Lists that may be so long that they are not read anew as a whole. */
const FOLLOWED: ReadonlySet<string> = new Set(['hits']);
/** So many pages of one are. */
const MOST_PAGES = 3;

/** Reads lists anew after a change; those that are long are marked as outdated instead. */
export function refresh(queries: QueryClient, key: string): void {
  void queries.invalidateQueries({ queryKey: [key], refetchType: FOLLOWED.has(key) ? 'none' : 'active' });
  if (!FOLLOWED.has(key)) return;
  const isShort = ({ state: { data } }: Query): boolean =>
    ((data as InfiniteData<unknown> | undefined)?.pages.length ?? 0) <= MOST_PAGES;
  void queries.refetchQueries({ queryKey: [key], type: 'active', predicate: isShort });
}

type Values = Readonly<Record<string, string | number | boolean | undefined>>;

/** A list of the API, page after page; `key` says what it is read anew with. Who may not read it does not ask for it. */
export function useListing<Item>(key: string, path: string, values: Values = {}, isAsked = true): Listing<Item> {
  const query = useInfiniteQuery<Page<Item>, Error, InfiniteData<Page<Item>>, readonly unknown[], string | undefined>({
    queryKey: [key, path, values],
    enabled: isAsked,
    initialPageParam: undefined,
    queryFn: ({ pageParam, signal }) => read<Page<Item>>(path, { ...values, after: pageParam }, signal),
    getNextPageParam: ({ next }) => next,
    // What changes is told (`live.ts`): a list that is followed is read anew then, and not whenever a page is opened.
    ...(FOLLOWED.has(key) && { staleTime: Number.POSITIVE_INFINITY }),
  });
  return {
    items: query.data?.pages.flatMap(({ items }) => items) ?? [],
    isPending: query.isPending,
    error: query.error,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    isOutdated: FOLLOWED.has(key) && query.isStale && !query.isFetching,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  };
}
