import { changeTarget } from '../../actions/change-target.ts';
import { createTarget } from '../../actions/create-target.ts';
import { listTargets } from '../../actions/list-targets.ts';
import { readTarget } from '../../actions/read-target.ts';
import { byId } from '../../schema/wire/fields.ts';
import {
  newTarget,
  target,
  targetChange,
  targetList,
  targetListRequest,
  targetPlace,
} from '../../schema/wire/target.ts';
import { route } from '../route.ts';

export const TARGET_ROUTES = [
  route({
    method: 'GET',
    path: '/targets',
    summary: 'Targets that orders share, those that changed last first',
    scope: 'read',
    labels: 'by-policy',
    query: targetListRequest,
    answer: targetList,
    handle: ({ desk, actor, query }) => listTargets(desk, actor, query),
  }),
  route({
    method: 'POST',
    path: '/targets',
    summary: 'Make a target that orders share',
    scope: 'write',
    labels: 'by-policy',
    body: newTarget,
    answer: targetPlace,
    handle: ({ desk, actor, body }) => createTarget(desk, actor, body),
  }),
  route({
    method: 'GET',
    path: '/targets/:id',
    summary: 'A target',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    answer: target,
    handle: ({ desk, actor, params }) => readTarget(desk, actor, params.id),
  }),
  route({
    method: 'PUT',
    path: '/targets/:id',
    summary: 'Change a target',
    scope: 'write',
    labels: 'by-policy',
    params: byId,
    body: targetChange,
    answer: targetPlace,
    handle: ({ desk, actor, params, body }) =>
      changeTarget(desk, actor, { ...body, id: params.id, changedAt: new Date(body.changedAt) }),
  }),
];
