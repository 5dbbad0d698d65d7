import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { write } from '../wire/ask.ts';
import type { Hit, HitList, Judged } from '../wire/shapes.ts';

export type Decision = 'relevant' | 'not-relevant' | 'to-verify';

/** The last decision, which can be taken back. */
export interface LastDecision {
  readonly hit: Hit;
  readonly decision: Decision;
  readonly place: number;
}

type Lists = InfiniteData<HitList>;

/** Judges hits: what is judged leaves the queue at once, and comes back where the desk says no. */
export function useJudging() {
  const queries = useQueryClient();
  const [last, setLast] = useState<LastDecision>();
  const judging = useMutation({
    mutationFn: ({ hit, decision }: { readonly hit: Hit; readonly decision: Decision }) =>
      write<Judged>('POST', '/hits/judgements', { ids: [hit.id], judgement: decision }),
    async onMutate({ hit }) {
      await queries.cancelQueries({ queryKey: ['hits'] });
      const before = queries.getQueriesData<Lists>({ queryKey: ['hits'] });
      queries.setQueriesData<Lists>({ queryKey: ['hits'] }, (lists) => without(lists, hit.id));
      return { before };
    },
    onSuccess({ places }, { hit, decision }) {
      setLast({ hit, decision, place: places[0]!.place });
      void queries.invalidateQueries({ queryKey: ['hit', hit.id] });
    },
    onError(_error, _asked, context) {
      for (const [key, data] of context?.before ?? []) queries.setQueryData(key, data);
    },
  });
  const undoing = useMutation({
    mutationFn: ({ hit, place }: LastDecision) => write('POST', `/hits/${hit.id}/undo`, { place }),
    onSuccess() {
      setLast(undefined);
      return Promise.all([
        queries.invalidateQueries({ queryKey: ['hits'] }),
        queries.invalidateQueries({ queryKey: ['hit'] }),
      ]);
    },
  });
  return {
    last,
    error: judging.error ?? undoing.error,
    judge: (hit: Hit, decision: Decision) => judging.mutate({ hit, decision }),
    undo: () => last && undoing.mutate(last),
    forget: () => setLast(undefined),
  };
}

function without(lists: Lists | undefined, id: string): Lists | undefined {
  if (!lists) return lists;
  return {
    ...lists,
    pages: lists.pages.map((page) => ({ ...page, items: page.items.filter((hit) => hit.id !== id) })),
  };
}
