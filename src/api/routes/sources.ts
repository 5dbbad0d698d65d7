import { changeSource } from '../../actions/change-source.ts';
import { createSource } from '../../actions/create-source.ts';
import { listSources } from '../../actions/list-sources.ts';
import { readSource } from '../../actions/read-source.ts';
import { byId } from '../../schema/wire/fields.ts';
import {
  newSource,
  source,
  sourceChange,
  sourceList,
  sourceListRequest,
  sourcePlace,
} from '../../schema/wire/source.ts';
import { route } from '../route.ts';

export const SOURCE_ROUTES = [
  route({
    method: 'GET',
    path: '/sources',
    summary: 'Sources, those that changed last first',
    scope: 'read',
    labels: 'by-policy',
    query: sourceListRequest,
    answer: sourceList,
    handle: ({ desk, actor, query }) => listSources(desk, actor, query),
  }),
  route({
    method: 'POST',
    path: '/sources',
    summary: 'Add a source',
    scope: 'write',
    labels: 'by-policy',
    body: newSource,
    answer: sourcePlace,
    handle: ({ desk, actor, body }) => createSource(desk, actor, body),
  }),
  route({
    method: 'GET',
    path: '/sources/:id',
    summary: 'A source',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    answer: source,
    handle: ({ desk, actor, params }) => readSource(desk, actor, params.id),
  }),
  route({
    method: 'PUT',
    path: '/sources/:id',
    summary: 'Change a source, pause or retire it',
    scope: 'write',
    labels: 'by-policy',
    params: byId,
    body: sourceChange,
    answer: sourcePlace,
    handle: ({ desk, actor, params, body }) =>
      changeSource(desk, actor, { ...body, id: params.id, changedAt: new Date(body.changedAt) }),
  }),
];
