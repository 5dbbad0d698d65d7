import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { read } from '../wire/ask.ts';
import type { Ledger, Release } from '../wire/shapes.ts';

/** What is read anew once something was released or recalled. */
export const CHANGED_BY_RELEASES = ['report', 'reports', 'releases', 'ledger'] as const;

/** The releases of a report, the last one first. */
export function useReleases(reportId: string): UseQueryResult<readonly Release[]> {
  return useQuery({
    queryKey: ['releases', reportId],
    queryFn: async ({ signal }) =>
      (await read<{ readonly items: readonly Release[] }>(`/reports/${reportId}/releases`, {}, signal)).items,
  });
}

/** Who has what, by a report, a release, an order or a recipient. */
export function useLedger(
  by: 'releaseId' | 'reportId' | 'orderId' | 'recipientId',
  id: string,
): UseQueryResult<Ledger> {
  return useQuery({
    queryKey: ['ledger', by, id],
    queryFn: ({ signal }) => read<Ledger>('/ledger', { by, id }, signal),
  });
}
