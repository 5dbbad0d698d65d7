import { moveStatus, type WrittenReport } from '../domain/report.ts';
import { Refusal } from '../errors.ts';
import { reportApprovals, writeReportParts } from '../store/report-parts.ts';
import {
  type NewReport,
  readReport,
  type StoredReport,
  setReportStatus,
  writeReport as writeStored,
} from '../store/reports.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import { withClearance } from './as-actor.ts';
import type { Desk } from './desk.ts';
import { preparedReport } from './draft-report.ts';
import { found } from './ids.ts';
import { laterThan } from './later-than.ts';
import { type ReadableReport, readableReport } from './report-content.ts';
import { findParts } from './report-parts.ts';

/** A report as somebody has read it: what they write or decide holds for that and for nothing else. */
export interface ReportRead {
  readonly id: string;
  readonly version: number;
  readonly changedAt: Date;
}

/** For so long what one person writes on stays one version. */
const VERSION_SPAN = 10 * 60_000;

/**
 * Writes on a report: over the last version where its author goes on within ten minutes and nobody approved it, else as the next one. One under
 * review goes back to draft; one that was approved is returned first (`report-not-writable`). Refused where somebody else
 * wrote since it was read (`report-moved`).
 */
export function writeReport(
  desk: Desk,
  actor: Actor,
  { report, ...read }: ReportRead & { readonly report: WrittenReport },
): Promise<ReadableReport> {
  const { id } = read;
  return act(desk, actor, {
    action: 'report-write',
    roles: ['editor', 'analyst'],
    objects: [{ noun: 'report', id }],
    async prepare(now) {
      const { supersedesId } = await withClearance(desk.database.app, actor, now, (client) =>
        found('report', id, (known) => readReport(client, known)),
      );
      return preparedReport(desk, actor, { report, supersedesId: supersedesId ?? undefined }, now);
    },
    async work({ client, now }, { written, labelId, banner }) {
      const stored = await found('report', id, (known) => readReport(client, known, 'to change'));
      checkReportUnmoved(stored, read);
      checkWritable(stored);
      await findParts(desk, client, written);
      const { citations, answers, ...text } = written;
      const approvals = await reportApprovals(client, id);
      const isSame =
        stored.status === 'draft' &&
        stored.authorId === actor.id &&
        !approvals.some(({ version: approved }) => approved === stored.version) &&
        now.getTime() - stored.writtenAt.getTime() < VERSION_SPAN;
      const version = isSame ? stored.version : stored.version + 1;
      const changedAt = laterThan(stored.changedAt, now);
      const next: NewReport = { ...stored, version, labelId, banner, text, authorId: actor.id };
      await writeStored(client, next, { changedAt, writtenAt: isSame ? stored.writtenAt : now });
      await writeReportParts(client, next, { citations, answers });
      if (stored.status === 'review') {
        await setReportStatus(client, { id, status: moveStatus(stored.status, 'return'), changedAt });
      }
      return readableReport(desk, client, await found('report', id, (known) => readReport(client, known)));
    },
  });
}

/** Refuses a report that was written on or moved since it was read (`report-moved`). */
export function checkReportUnmoved({ version, changedAt }: StoredReport, read: ReportRead): void {
  if (version === read.version && changedAt.getTime() === read.changedAt.getTime()) return;
  const message = 'The report was changed since you read it; read it again.';
  throw new Refusal('conflict', 'report-moved', message);
}

function checkWritable({ status }: StoredReport): void {
  if (status === 'draft' || status === 'review') return;
  const message =
    status === 'approved'
      ? 'An approved report is written on after it was returned.'
      : 'A report that was released is not written on; draft another that supersedes it.';
  throw new Refusal('conflict', 'report-not-writable', message);
}
