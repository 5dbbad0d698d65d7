import { compareOrders, readCoverage } from '../../actions/read-coverage.ts';
import { comparison, comparisonRequest, coverage } from '../../schema/wire/coverage.ts';
import { byId } from '../../schema/wire/fields.ts';
import { route } from '../route.ts';

export const COVERAGE_ROUTES = [
  route({
    method: 'GET',
    path: '/orders/:id/coverage',
    summary: 'How far the questions of an order are answered: by source, by week, by what',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    answer: coverage,
    handle: ({ desk, actor, params }) => readCoverage(desk, actor, params.id),
  }),
  route({
    method: 'GET',
    path: '/orders/:id/comparisons',
    summary: 'Two orders beside each other: shared targets, like questions, and what both found',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    query: comparisonRequest,
    answer: comparison,
    handle: ({ desk, actor, params, query }) => compareOrders(desk, actor, { id: params.id, otherId: query.other }),
  }),
];
