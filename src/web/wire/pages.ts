import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
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
  loadMore(): void;
  retry(): void;
}

type Values = Readonly<Record<string, string | number | boolean | undefined>>;

/** A list of the API, page after page; `key` says what it is read anew with. */
export function useListing<Item>(key: string, path: string, values: Values = {}): Listing<Item> {
  const query = useInfiniteQuery<Page<Item>, Error, InfiniteData<Page<Item>>, readonly unknown[], string | undefined>({
    queryKey: [key, path, values],
    initialPageParam: undefined,
    queryFn: ({ pageParam, signal }) => read<Page<Item>>(path, { ...values, after: pageParam }, signal),
    getNextPageParam: ({ next }) => next,
  });
  return {
    items: query.data?.pages.flatMap(({ items }) => items) ?? [],
    isPending: query.isPending,
    error: query.error,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  };
}
