import { draftReport } from '../../actions/draft-report.ts';
import { listReports } from '../../actions/list-reports.ts';
import { moveReport } from '../../actions/move-report.ts';
import { previewReport } from '../../actions/preview-report.ts';
import { listReportVersions, readReport } from '../../actions/read-report.ts';
import type { ReadableReport } from '../../actions/report-content.ts';
import { writeReport } from '../../actions/write-report.ts';
import { legalMoves } from '../../domain/report.ts';
import { byId } from '../../schema/wire/fields.ts';
import {
  byVersion,
  checkedReport,
  movedReport,
  reportApproval,
  reportDraft,
  reportList,
  reportListRequest,
  reportMovement,
  reportPlace,
  reportVersions,
  reportVersionsRequest,
  wholeReport,
  writtenOn,
  writtenReport,
} from '../../schema/wire/report.ts';
import { route } from '../route.ts';

function wholeOf(report: ReadableReport) {
  return { ...report, moves: legalMoves(report.status) };
}

export const REPORT_ROUTES = [
  route({
    method: 'GET',
    path: '/reports',
    summary: 'Reports, those that changed last first',
    scope: 'read',
    labels: 'by-policy',
    query: reportListRequest,
    answer: reportList,
    handle: ({ desk, actor, query }) => listReports(desk, actor, query),
  }),
  route({
    method: 'POST',
    path: '/reports',
    summary: 'Draft a report',
    scope: 'write',
    labels: 'by-policy',
    body: reportDraft,
    answer: reportPlace,
    handle: ({ desk, actor, body }) => draftReport(desk, actor, body),
  }),
  route({
    method: 'POST',
    path: '/reports/checks',
    summary: 'What a report would come to as it is written: banner, reasons and findings',
    scope: 'read',
    labels: 'by-policy',
    body: writtenReport,
    answer: checkedReport,
    handle: ({ desk, actor, body }) => previewReport(desk, actor, body),
  }),
  route({
    method: 'GET',
    path: '/reports/:id',
    summary: 'A report with its banner, its sources and what is to be said of it',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    answer: wholeReport,
    handle: async ({ desk, actor, params }) => wholeOf(await readReport(desk, actor, params.id)),
  }),
  route({
    method: 'PUT',
    path: '/reports/:id',
    summary: 'Write on a report',
    scope: 'write',
    labels: 'by-policy',
    params: byId,
    body: writtenOn,
    answer: reportPlace,
    handle: ({ desk, actor, params, body: { changedAt, ...body } }) =>
      writeReport(desk, actor, { ...body, id: params.id, changedAt: new Date(changedAt) }),
  }),
  route({
    method: 'GET',
    path: '/reports/:id/versions',
    summary: 'The versions of a report, the last one first',
    scope: 'read',
    labels: 'by-policy',
    params: byId,
    query: reportVersionsRequest,
    answer: reportVersions,
    handle: ({ desk, actor, params, query }) => listReportVersions(desk, actor, { ...params, ...query }),
  }),
  route({
    method: 'GET',
    path: '/reports/:id/versions/:version',
    summary: 'A report as it was in one of its versions',
    scope: 'read',
    labels: 'by-policy',
    params: byVersion,
    answer: wholeReport,
    handle: async ({ desk, actor, params: { id, version } }) => wholeOf(await readReport(desk, actor, id, version)),
  }),
  route({
    method: 'POST',
    path: '/reports/:id/moves',
    summary: 'Submit a report for approval, or return it to its author',
    scope: 'write',
    labels: 'by-policy',
    params: byId,
    body: reportMovement,
    answer: movedReport,
    handle: ({ desk, actor, params, body: { changedAt, ...body } }) =>
      moveReport(desk, actor, { ...body, id: params.id, changedAt: new Date(changedAt) }),
  }),
  route({
    method: 'POST',
    path: '/reports/:id/approvals',
    summary: 'Approve a report as it was read',
    scope: 'write',
    labels: 'by-policy',
    isFresh: true,
    params: byId,
    body: reportApproval,
    answer: movedReport,
    handle: ({ desk, actor, params, body: { version, changedAt } }) =>
      moveReport(desk, actor, { id: params.id, move: 'approve', version, changedAt: new Date(changedAt) }),
  }),
];
