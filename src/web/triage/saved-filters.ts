import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { read, write } from '../wire/ask.ts';
import { useSession } from '../wire/session.ts';
import type { FilterList, SavedFilter } from '../wire/shapes.ts';
import { handOver } from './hand-over-filters.ts';
import type { TriageSearch } from './triage-search.ts';

const FILTERS = ['filters'];

/** The filters that whoever is signed in keeps at the desk. Those that an earlier version left in this browser go there, once. */
export function useSavedFilters() {
  const { data: session } = useSession();
  const queries = useQueryClient();
  const own = useQuery({ queryKey: FILTERS, queryFn: ({ signal }) => read<FilterList>('/filters', {}, signal) });
  const again = () => queries.invalidateQueries({ queryKey: FILTERS });
  const saving = useMutation({
    mutationFn: (filter: { readonly name: string; readonly search: TriageSearch }) => write('POST', '/filters', filter),
    onSettled: again,
  });
  const removing = useMutation({
    mutationFn: ({ id }: SavedFilter) => write('DELETE', `/filters/${id}`),
    onMutate({ id }) {
      queries.setQueryData<FilterList>(FILTERS, (list) => list && { items: list.items.filter((one) => one.id !== id) });
    },
    onSettled: again,
  });
  const there = own.data?.items;
  const accountId = session?.id;
  useEffect(() => {
    if (there === undefined || accountId === undefined) return;
    void handOver(accountId, { store: localStorage, there, keep: (filter) => write('POST', '/filters', filter) }).then(
      (isAny) => (isAny ? queries.invalidateQueries({ queryKey: FILTERS }) : undefined),
    );
  }, [there, accountId, queries]);
  return {
    saved: there ?? [],
    error: own.error ?? saving.error ?? removing.error,
    save: saving.mutate,
    remove: removing.mutate,
  };
}
