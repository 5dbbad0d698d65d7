import { MOST_FILTERS, settledFilter, type WrittenFilter } from '../domain/saved-filter.ts';
import { Refusal } from '../errors.ts';
import {
  countOtherFilters,
  deleteFilter,
  keepFilter as keep,
  ownFilters,
  type StoredFilter,
} from '../store/saved-filters.ts';
import { act } from './act.ts';
import { type Actor, ROLES } from './actor.ts';
import type { Desk } from './desk.ts';
import { holdSession } from './hold-session.ts';
import { found } from './ids.ts';

/** Returns the actor's own saved filters, by name. */
export function listFilters(desk: Desk, actor: Actor): Promise<readonly StoredFilter[]> {
  return act(desk, actor, { action: 'filter-list', roles: ROLES, work: ({ client }) => ownFilters(client) });
}

/**
 * Keeps a filter of the queue for the actor alone, over the one of the same name. Refused with `filter-name`, `filter-search` or
 * `filter-too-many`. What it names is not looked at: whether there is such an order is not told by keeping it.
 */
export function keepFilter(desk: Desk, actor: Actor, written: WrittenFilter): Promise<{ readonly id: string }> {
  return act(desk, actor, {
    action: 'filter-keep',
    roles: ROLES,
    as: 'work',
    async work({ client, now, name: told }) {
      const filter = { ...settledFilter(written), accountId: actor.id };
      // One after the other, so that two at once do not come to more than are kept.
      await holdSession(client, actor.id, undefined);
      if ((await countOtherFilters(client, filter)) >= MOST_FILTERS) {
        const message = `An account keeps at most ${MOST_FILTERS} filters; forget those that nobody uses.`;
        throw new Refusal('conflict', 'filter-too-many', message, { values: { most: MOST_FILTERS } });
      }
      const id = await keep(client, { ...filter, id: desk.newId('filter') }, now);
      told('filter', [id]);
      return { id };
    },
  });
}

/** Deletes one of the actor's own filters (`filter-not-found`). */
export function forgetFilter(desk: Desk, actor: Actor, id: string): Promise<{ readonly id: string }> {
  return act(desk, actor, {
    action: 'filter-forget',
    roles: ROLES,
    objects: [{ noun: 'filter', id }],
    as: 'work',
    async work({ client }) {
      await found('filter', id, async () => (await deleteFilter(client, { id, accountId: actor.id })) || undefined);
      return { id };
    },
  });
}
