import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Hit, HitList } from '../wire/shapes.ts';

/** What was done, in words, with a way back. */
export interface Done {
  readonly said: string;
  undo(): Promise<unknown>;
}

/** Something to be done with hits; they leave the queue by it, or stay. */
export interface Deed {
  readonly hits: readonly Hit[];
  readonly leaves: boolean;
  work(): Promise<Done>;
}

type Lists = InfiniteData<HitList>;

/** Does things with hits: what leaves the queue is gone at once, and comes back where the desk says no. */
export function useDoing() {
  const queries = useQueryClient();
  const [last, setLast] = useState<Done>();
  const readAgain = () =>
    Promise.all([queries.invalidateQueries({ queryKey: ['hits'] }), queries.invalidateQueries({ queryKey: ['hit'] })]);
  const doing = useMutation({
    mutationFn: ({ work }: Deed) => work(),
    async onMutate({ hits, leaves }) {
      await queries.cancelQueries({ queryKey: ['hits'] });
      const before = queries.getQueriesData<Lists>({ queryKey: ['hits'] });
      const gone = new Set(leaves ? hits.map(({ id }) => id) : []);
      if (leaves) queries.setQueriesData<Lists>({ queryKey: ['hits'] }, (lists) => without(lists, gone));
      return { before };
    },
    onSuccess(done, { hits, leaves }) {
      setLast(done);
      if (!leaves) return readAgain();
      return Promise.all(hits.map(({ id }) => queries.invalidateQueries({ queryKey: ['hit', id] })));
    },
    onError(_error, _deed, context) {
      // What was forgotten meanwhile, since somebody else is here, stays so.
      for (const [key, data] of context?.before ?? []) if (queries.getQueryState(key)) queries.setQueryData(key, data);
      // A part of it may be done.
      return readAgain();
    },
  });
  const undoing = useMutation({
    mutationFn: (done: Done) => done.undo(),
    onSuccess: () => setLast(undefined),
    onSettled: readAgain,
  });
  return {
    last,
    error: doing.error ?? undoing.error,
    run: (deed: Deed) => doing.mutate(deed),
    undo: () => last && undoing.mutate(last),
  };
}

function without(lists: Lists | undefined, gone: ReadonlySet<string>): Lists | undefined {
  if (!lists) return lists;
  return {
    ...lists,
    pages: lists.pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => !gone.has(id)) })),
  };
}
