import {
  type ListedReportVersion,
  listReportVersions as listStored,
  readReport as readStored,
  readReportVersion as readStoredVersion,
} from '../store/reports.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { pageSize } from './pages.ts';
import { type ReadableReport, readableReport } from './report-content.ts';

/** Returns a report, whole and checked; with a version, as it was in that version. */
export function readReport(desk: Desk, actor: Actor, id: string, version?: number): Promise<ReadableReport> {
  return act(desk, actor, {
    action: 'report-read',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [{ noun: 'report', id }],
    async work({ client }) {
      const stored = await found('report', id, (known) =>
        version === undefined ? readStored(client, known) : readStoredVersion(client, known, version),
      );
      return readableReport(desk, client, stored);
    },
  });
}

/** The versions of a report, and before which the next page begins. */
export interface ReportVersionList {
  readonly items: readonly ListedReportVersion[];
  readonly next?: number;
}

/** Returns the versions of a report, the last one first. */
export function listReportVersions(
  desk: Desk,
  actor: Actor,
  {
    id,
    before,
    most,
  }: { readonly id: string; readonly before?: number | undefined; readonly most?: number | undefined },
): Promise<ReportVersionList> {
  return act(desk, actor, {
    action: 'report-version-list',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [{ noun: 'report', id }],
    async work({ client }) {
      await found('report', id, (known) => readStored(client, known));
      return listStored(client, { id, before, most: pageSize(most) });
    },
  });
}
