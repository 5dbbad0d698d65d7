import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { read } from './ask.ts';
import type { RecipientList } from './shapes.ts';

/** The recipients of whom one may know; where none is needed, they are not asked for. */
export function useRecipients(isAsked = true): UseQueryResult<RecipientList> {
  return useQuery({
    queryKey: ['recipients'],
    queryFn: ({ signal }) => read<RecipientList>('/recipients', {}, signal),
    enabled: isAsked,
  });
}
