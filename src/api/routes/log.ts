import { readLog } from '../../actions/read-log.ts';
import { logPage, logRequest } from '../../schema/wire/log.ts';
import { route } from '../route.ts';

export const LOG_ROUTES = [
  route({
    method: 'GET',
    path: '/log',
    summary: 'Entries of the log of which the inspector may read every label, the newest first',
    scope: 'read',
    labels: 'in-sight',
    query: logRequest,
    answer: logPage,
    async handle({ desk, actor, query, cursors }) {
      const { items, next } = await readLog(desk, actor, { ...query, after: cursors.open(query.after) });
      return { items, ...(next !== undefined && { next: cursors.seal(next) }) };
    },
  }),
];
