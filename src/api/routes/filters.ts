import { forgetFilter, keepFilter, listFilters } from '../../actions/own-filters.ts';
import { byId } from '../../schema/wire/fields.ts';
import { madeThing } from '../../schema/wire/people.ts';
import { filterList, newFilter } from '../../schema/wire/saved-filter.ts';
import { type Route, route } from '../route.ts';

export const FILTER_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/filters',
    summary: 'The filters of the queue that one keeps for oneself, by name',
    scope: 'read',
    labels: 'own',
    answer: filterList,
    handle: async ({ desk, actor }) => ({ items: await listFilters(desk, actor) }),
  }),
  route({
    method: 'POST',
    path: '/filters',
    summary: 'Keep a filter of the queue for oneself, over the one of the same name',
    scope: 'write',
    labels: 'own',
    body: newFilter,
    answer: madeThing,
    handle: ({ desk, actor, body }) => keepFilter(desk, actor, body),
  }),
  route({
    method: 'DELETE',
    path: '/filters/:id',
    summary: 'Forget a filter of one’s own',
    scope: 'write',
    labels: 'own',
    params: byId,
    answer: madeThing,
    handle: ({ desk, actor, params }) => forgetFilter(desk, actor, params.id),
  }),
];
