import { moveStatus } from '../domain/report.ts';
import { endReleases, releasesOf } from '../store/releases.ts';
import { readReport, setReportStatus } from '../store/reports.ts';
import type { Deed } from './act.ts';
import type { Desk } from './desk.ts';
import { endCopies } from './end-copies.ts';
import { laterThan } from './later-than.ts';

/**
 * Marks a report and all copies of it as superseded, as a part of the release of another. Whoever had one and gets none of the
 * other is told so.
 */
export async function supersedeReport(
  desk: Desk,
  deed: Deed,
  reportId: string,
  next: readonly { readonly recipientId: string }[],
): Promise<void> {
  const { client, now, name } = deed;
  const stored = await readReport(client, reportId, 'to change');
  // It was superseded or recalled before.
  if (stored?.status !== 'released') return;
  const ids = (await releasesOf(client, reportId)).filter(({ state }) => state === 'released').map(({ id }) => id);
  await endReleases(client, { ids, state: 'superseded', reason: null }, now);
  const status = moveStatus(stored.status, 'supersede');
  await setReportStatus(client, { id: reportId, status, changedAt: laterThan(stored.changedAt, now) });
  const told = new Set(next.map(({ recipientId }) => recipientId));
  await endCopies(desk, deed, { releaseIds: ids, what: 'superseded', isTold: (recipientId) => !told.has(recipientId) });
  name('report', [reportId]);
  name('release', ids);
}
