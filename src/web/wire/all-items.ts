import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { read } from './ask.ts';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string | undefined;
}

const PAGE = 200;
/** A choice among more than this is none; whoever has more looks for it elsewhere. */
const MOST_PAGES = 10;

/** Reads a whole list of the API, for a choice among its items. */
export function useAllItems<Item>(
  key: string,
  path: string,
  values: Readonly<Record<string, string>> = {},
): UseQueryResult<readonly Item[]> {
  return useQuery({
    queryKey: [key, 'all', path, values],
    staleTime: 60_000,
    async queryFn({ signal }) {
      const items: Item[] = [];
      let after: string | undefined;
      for (let page = 0; page < MOST_PAGES; page++) {
        const { items: more, next } = await read<Page<Item>>(path, { ...values, most: PAGE, after }, signal);
        items.push(...more);
        if (next === undefined) break;
        after = next;
      }
      return items;
    },
  });
}
