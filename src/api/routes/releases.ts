import { previewCopy, previewRelease } from '../../actions/preview-release.ts';
import { listReleases, readLedger } from '../../actions/read-ledger.ts';
import { recallRelease } from '../../actions/recall-release.ts';
import { releaseReport } from '../../actions/release-report.ts';
import { byId } from '../../schema/wire/fields.ts';
import {
  cutAnswer,
  cutRequest,
  ledger,
  ledgerRequest,
  madeRelease,
  recall,
  recalled,
  releaseList,
  releasePreview,
  releasePreviewRequest,
  releasing,
} from '../../schema/wire/release.ts';
import { route } from '../route.ts';

export const RELEASE_ROUTES = [
  route({
    method: 'POST',
    path: '/reports/:id/cuts',
    summary: 'The copy that a recipient would get of a report',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    body: cutRequest,
    answer: cutAnswer,
    handle: ({ desk, actor, params, body }) => previewCopy(desk, actor, { ...params, ...body }),
  }),
  route({
    method: 'POST',
    path: '/reports/:id/release-previews',
    summary: 'What recipients would get of a report, and by which channels',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    body: releasePreviewRequest,
    answer: releasePreview,
    handle: async ({ desk, actor, params, body }) => ({
      items: await previewRelease(desk, actor, { ...params, ...body }),
    }),
  }),
  route({
    method: 'POST',
    path: '/reports/:id/releases',
    summary: 'Release a report as it was read: a copy for each recipient',
    scope: 'write',
    labels: 'by-policy',
    isFresh: true,
    params: byId,
    body: releasing,
    answer: madeRelease,
    handle: ({ desk, actor, params, body: { changedAt, ...body } }) =>
      releaseReport(desk, actor, { ...body, id: params.id, changedAt: new Date(changedAt) }),
  }),
  route({
    method: 'GET',
    path: '/reports/:id/releases',
    summary: 'The releases of a report, the last one first',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    answer: releaseList,
    handle: async ({ desk, actor, params }) => ({ items: await listReleases(desk, actor, params.id) }),
  }),
  route({
    method: 'POST',
    path: '/releases/:id/recalls',
    summary: 'Take a release back, and tell everybody who got it',
    scope: 'write',
    labels: 'by-policy',
    isFresh: true,
    params: byId,
    body: recall,
    answer: recalled,
    handle: ({ desk, actor, params, body }) => recallRelease(desk, actor, { ...params, ...body }),
  }),
  route({
    method: 'GET',
    path: '/ledger',
    summary: 'Who has what: copies with their deliveries and receipts',
    scope: 'read',
    labels: 'by-policy',
    query: ledgerRequest,
    answer: ledger,
    handle: ({ desk, actor, query }) => readLedger(desk, actor, query),
  }),
];
