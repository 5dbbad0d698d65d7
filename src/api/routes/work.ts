import { changeBackFill } from '../../actions/change-back-fill.ts';
import { dropQuarantined } from '../../actions/change-quarantined.ts';
import { listBackFills } from '../../actions/list-back-fills.ts';
import { listQuarantined } from '../../actions/list-quarantined.ts';
import { byId } from '../../schema/wire/fields.ts';
import {
  backFillList,
  backFillListRequest,
  backFillMove,
  backFillPlace,
  quarantineList,
  quarantineListRequest,
  quarantinePlace,
} from '../../schema/wire/work.ts';
import { route } from '../route.ts';

/** What runs by itself, as far as people take a hand in it. */
export const WORK_ROUTES = [
  route({
    method: 'GET',
    path: '/back-fills',
    summary: 'Runs of orders over the archive, the newest first',
    scope: 'read',
    labels: 'by-policy',
    query: backFillListRequest,
    answer: backFillList,
    handle: ({ desk, actor, query }) => listBackFills(desk, actor, query),
  }),
  route({
    method: 'POST',
    path: '/back-fills/:id/moves',
    summary: 'Pause a run over the archive, let it go on, or end it',
    scope: 'write',
    labels: 'by-policy',
    params: byId,
    body: backFillMove,
    answer: backFillPlace,
    handle: ({ desk, actor, params, body }) => changeBackFill(desk, actor, { ...params, ...body }),
  }),
  route({
    method: 'GET',
    path: '/quarantine',
    summary: 'What could not be read or matched, what changed last first',
    scope: 'read',
    labels: 'by-policy',
    query: quarantineListRequest,
    answer: quarantineList,
    handle: ({ desk, actor, query }) => listQuarantined(desk, actor, query),
  }),
  route({
    method: 'DELETE',
    path: '/quarantine/:id',
    summary: 'Let go of what was put aside, with its bytes',
    scope: 'write',
    labels: 'by-policy',
    params: byId,
    answer: quarantinePlace,
    handle: ({ desk, actor, params }) => dropQuarantined(desk, actor, params.id),
  }),
];
