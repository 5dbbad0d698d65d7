import { changeSource } from '../../actions/change-source.ts';
import { createSource } from '../../actions/create-source.ts';
import { exportSources, importSources } from '../../actions/import-sources.ts';
import { listSources } from '../../actions/list-sources.ts';
import { readSource } from '../../actions/read-source.ts';
import { byId } from '../../schema/wire/fields.ts';
import {
  importedSources,
  newSource,
  readingAsked,
  source,
  sourceChange,
  sourceList,
  sourceListRequest,
  sourcePlace,
  subscriptions,
  triedSource,
} from '../../schema/wire/source.ts';
import { route } from '../route.ts';

/** Sources that one request makes: whoever sent more sends the list again. */
const MOST_IMPORTED = 1000;

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
    method: 'POST',
    path: '/sources/trials',
    summary: 'See what a source would give that is not there yet; nothing of it is kept',
    scope: 'write',
    labels: 'own',
    isSecret: true,
    body: newSource,
    answer: triedSource,
    handle: ({ actor, runs, gone, body }) =>
      runs.try(actor, gone(), (signal) => runs.work.tryDraft(actor, body, signal)),
  }),
  route({
    method: 'GET',
    path: '/sources/opml',
    summary:
      'A list of subscriptions (OPML) of the sources on the web, with their names and addresses, and the marking of the whole in its title',
    scope: 'read',
    labels: 'by-policy',
    answer: 'raw',
    async handle({ desk, actor, runs }) {
      const { outlines, title } = await exportSources(desk, actor);
      const bytes = runs.work.writeOpml(outlines, title);
      return { mediaType: 'text/x-opml', fileName: 'sources.opml', bytes };
    },
  }),
  route({
    method: 'POST',
    path: '/sources/opml',
    summary: 'Make the sources of a list of subscriptions (OPML) that are not here yet',
    scope: 'write',
    labels: 'by-policy',
    body: subscriptions,
    answer: importedSources,
    async handle({ desk, actor, runs, body: { opml, ...stated } }) {
      const { outlines, findings } = runs.work.readOpml(Buffer.from(opml));
      const { made, refused, leftOut } = await importSources(desk, actor, { ...stated, outlines, most: MOST_IMPORTED });
      const more = [
        ...(refused > 0 ? [{ code: 'opml-refused', count: refused }] : []),
        ...(leftOut > 0 ? [{ code: 'opml-left-out', count: leftOut }] : []),
      ];
      return { listed: outlines.length, made, findings: [...findings, ...more] };
    },
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
  route({
    method: 'POST',
    path: '/sources/:id/trials',
    summary: 'See what a source would give now; nothing of it is kept',
    scope: 'write',
    labels: 'by-policy',
    isSecret: true,
    params: byId,
    answer: triedSource,
    handle: ({ actor, runs, gone, params: { id } }) =>
      runs.try(actor, gone(), (signal) => runs.work.trySource(actor, id, signal)),
  }),
  route({
    method: 'POST',
    path: '/sources/:id/readings',
    summary: 'Read a source now, whether or not it is due',
    scope: 'write',
    labels: 'by-policy',
    params: byId,
    answer: readingAsked,
    handle: async ({ actor, runs, params: { id } }) => ({ id, isDone: await runs.read(actor, id) }),
  }),
];
