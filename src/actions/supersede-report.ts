import { moveStatus } from '../domain/report.ts';
import { Refusal } from '../errors.ts';
import { readLabels } from '../store/labels.ts';
import { endReleases, releasesOf } from '../store/releases.ts';
import { readReport, setReportStatus } from '../store/reports.ts';
import type { Deed } from './act.ts';
import type { Desk } from './desk.ts';
import { endCopies } from './end-copies.ts';
import { laterThan } from './later-than.ts';

/** The report that is released instead: its label, and who gets copies. */
interface Superseding {
  readonly labelId: number;
  readonly copies: readonly { readonly recipientId: string }[];
}

/**
 * Marks a report and all copies of it as superseded, as a part of the release of another. Whoever had one and gets none of the
 * other is told so. Refused where readers of the one may not read the other (`release-supersedes`): its state would tell of it.
 */
export async function supersedeReport(
  desk: Desk,
  deed: Deed,
  reportId: string,
  { labelId: byLabelId, copies: next }: Superseding,
): Promise<void> {
  const { client, now, name } = deed;
  const stored = await readReport(client, reportId, 'to change');
  // It was superseded or recalled before.
  if (stored?.status !== 'released') return;
  await checkTold(desk, client, stored.labelId, byLabelId);
  const ids = (await releasesOf(client, reportId)).filter(({ state }) => state === 'released').map(({ id }) => id);
  await endReleases(client, { ids, state: 'superseded', reason: null }, now);
  const status = moveStatus(stored.status, 'supersede');
  await setReportStatus(client, { id: reportId, status, changedAt: laterThan(stored.changedAt, now) });
  const told = new Set(next.map(({ recipientId }) => recipientId));
  await endCopies(desk, deed, { releaseIds: ids, what: 'superseded', isTold: (recipientId) => !told.has(recipientId) });
  name('report', [reportId]);
  name('release', ids);
}

async function checkTold({ schemes }: Desk, client: Deed['client'], labelId: number, byLabelId: number): Promise<void> {
  const labels = await readLabels(client, [labelId, byLabelId]);
  if (schemes.dominates(labels.get(labelId)!, labels.get(byLabelId)!)) return;
  const message =
    'Who may read the report that this one supersedes may not read this one, whose release would tell of it. Recall that one instead.';
  throw new Refusal('conflict', 'release-supersedes', message);
}
