import { listPastDue } from '../../actions/list-past-due.ts';
import { pastDueList, pastDueRequest } from '../../schema/wire/question.ts';
import { route } from '../route.ts';

export const QUESTION_ROUTES = [
  route({
    method: 'GET',
    path: '/questions/past-due',
    summary: 'Questions of open orders that are past due, those that have waited longest first',
    scope: 'read',
    labels: 'by-policy',
    query: pastDueRequest,
    answer: pastDueList,
    handle: async ({ desk, actor, query }) => ({ items: await listPastDue(desk, actor, query.most) }),
  }),
];
