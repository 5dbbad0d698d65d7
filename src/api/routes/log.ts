import { checkLog } from '../../actions/check-log.ts';
import { readNamedLog } from '../../actions/log-names.ts';
import { checkedLog, logPage, logRequest } from '../../schema/wire/log.ts';
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
      const { from, until, ...rest } = query;
      const { items, names, next } = await readNamedLog(desk, actor, {
        ...rest,
        after: cursors.open(query.after),
        ...(from !== undefined && { from: new Date(from) }),
        ...(until !== undefined && { until: new Date(until) }),
      });
      return { items, names, ...(next !== undefined && { next: cursors.seal(next) }) };
    },
  }),
  route({
    method: 'GET',
    path: '/log/verification',
    summary: 'Whether the log holds: recomputed from its entries, at most once a minute',
    scope: 'read',
    labels: 'unmarked',
    answer: checkedLog,
    handle: ({ desk, actor, verifiedLog }) => checkLog(desk, actor, verifiedLog),
  }),
];
