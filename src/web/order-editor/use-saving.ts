import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Problem } from '../../schema/wire/problem.ts';
import { Refused, read, write } from '../wire/ask.ts';
import type { OrderPlace, WholeOrder } from '../wire/shapes.ts';
import { type Draft, writtenOf } from './draft.ts';

/** The order that is written over, and its version as it was read; nothing where the order is new. */
export interface WrittenOver {
  readonly id: string;
  readonly version: number;
}

export interface Saving {
  /** Tidied. */
  readonly draft: Draft;
  readonly over: WrittenOver | undefined;
  readonly isSubmitted: boolean;
}

/** What was saved; what was to be submitted besides and was refused is saved all the same. */
export interface Saved {
  readonly place: OrderPlace;
  readonly draft: Draft;
  readonly notSubmitted?: Problem;
}

async function save({ draft, over, isSubmitted }: Saving): Promise<Saved> {
  const written = writtenOf(draft);
  const place = over
    ? await write<OrderPlace>('PUT', `/orders/${over.id}`, { ...written, version: over.version })
    : await write<OrderPlace>('POST', '/orders', written);
  if (!isSubmitted) return { place, draft };
  try {
    await write('POST', `/orders/${place.id}/moves`, { move: 'submit' });
    return { place, draft };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { place, draft, notSubmitted: error.problem };
  }
}

/** Saves an order as a draft or as its next version, and submits it where that was asked for. */
export function useSaving(saved: (what: Saved) => void) {
  const queries = useQueryClient();
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['order'] }),
      queries.invalidateQueries({ queryKey: ['orders'] }),
    ]);
  const saving = useMutation({
    mutationFn: save,
    async onSuccess(what) {
      await refresh();
      saved(what);
    },
  });
  const refused = saving.error instanceof Refused ? saving.error.problem : undefined;
  const notSubmitted = saving.data?.notSubmitted;
  return {
    save: saving.mutate,
    isSaving: saving.isPending,
    error: saving.error,
    problem: refused ?? notSubmitted,
    notSubmitted,
  };
}

/** Returns the version that an order has now. */
export async function versionNow(id: string): Promise<number> {
  return (await read<WholeOrder>(`/orders/${id}`)).version;
}
