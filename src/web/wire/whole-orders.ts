import { useQueries } from '@tanstack/react-query';
import { read } from './ask.ts';
import type { WholeOrder } from './shapes.ts';

/** Reads orders whole; those that are not there for the reader are left out. */
export function useWholeOrders(ids: readonly string[]): readonly WholeOrder[] {
  const found = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['order', id],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => read<WholeOrder>(`/orders/${id}`, {}, signal),
    })),
  });
  return found.flatMap(({ data }) => (data ? [data] : []));
}
