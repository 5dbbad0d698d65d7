import { moveStatus } from '../domain/report.ts';
import { Refusal } from '../errors.ts';
import { addEntry } from '../store/audit-entries.ts';
import { holdersOf, isSuperseded } from '../store/ended-copies.ts';
import { labelHashes } from '../store/label-hashes.ts';
import { addCopies, addRelease, type NewCopy } from '../store/releases.ts';
import { readReport, setReportStatus } from '../store/reports.ts';
import { act, type Deed } from './act.ts';
import type { Actor } from './actor.ts';
import { withClearance } from './as-actor.ts';
import type { RecipientCut } from './cut-copies.ts';
import type { Desk } from './desk.ts';
import { entryAt } from './entries.ts';
import { found } from './ids.ts';
import { laterThan } from './later-than.ts';
import { planDeliveries } from './plan-deliveries.ts';
import { cutsOf } from './preview-release.ts';
import { supersedeReport } from './supersede-report.ts';
import { checkReportUnmoved, type ReportRead } from './write-report.ts';

/** A report as it was read, and to whom it goes. */
export interface Releasing extends ReportRead {
  readonly recipientIds: readonly string[];
}

export interface MadeRelease {
  readonly id: string;
  readonly copies: number;
}

type Copied = Extract<RecipientCut, { kind: 'copy' }>;
/** An entry has a largest size. */
const NAMED_AT_ONCE = 100;

/**
 * Releases an approved report to recipients: each gets a copy, cut to what they may read at this moment, by all their ways that
 * may carry it. Refused as a whole where it is not approved (`report-illegal-move`), was changed since it was read (`report-moved`),
 * cites what was deleted since (`release-source-gone`), or somebody would get nothing (`release-not-for-all`). Who has a copy of this report already is refused too (`release-before`).
 */
export function releaseReport(desk: Desk, actor: Actor, { recipientIds, ...read }: Releasing): Promise<MadeRelease> {
  const { id: reportId } = read;
  return act(desk, actor, {
    action: 'report-release',
    roles: ['releaser'],
    objects: [{ noun: 'report', id: reportId }],
    as: 'work',
    byPersonOnly: true,
    async prepare(now) {
      const asked = { id: reportId, recipientIds, now };
      const { stored, isSourced, recipients, cuts } = await withClearance(desk.database.app, actor, now, (client) =>
        cutsOf(desk, client, asked),
      );
      moveStatus(stored.status, 'release');
      // What is cut here is what was read, or nothing is released of it.
      checkReportUnmoved(stored, read);
      if (!isSourced) throw sourceGone();
      const copied = cuts.filter((cut): cut is Copied => cut.kind === 'copy');
      const without = recipients.filter(({ id }) => !copied.some(({ recipientId }) => recipientId === id));
      if (without.length > 0) throw notForAll(without.map(({ name }) => name));
      const labels = new Map<Copied['copy'], number>();
      for (const { copy, label } of copied) {
        if (!labels.has(copy)) labels.set(copy, await desk.labels.idOfLabel(label, now));
      }
      return copied.map((cut) => ({ ...cut, labelId: labels.get(cut.copy)! }));
    },
    async work(deed, copied) {
      const { client, now, name } = deed;
      const stored = await found('report', reportId, (known) => readReport(client, known, 'to change'));
      checkReportUnmoved(stored, read);
      const status = moveStatus(stored.status, 'release');
      if (await isSuperseded(client, reportId)) throw superseded();
      const asked = copied.map(({ recipientId }) => recipientId);
      if ((await holdersOf(client, { reportId, version: stored.version }, asked)).length > 0) throw before();
      const id = desk.newId('release');
      await addRelease(
        client,
        { id, reportId, version: stored.version, labelId: stored.labelId, releaserId: actor.id },
        now,
      );
      const copies = copied.map(
        ({ recipientId, copy, hash, labelId }): NewCopy => ({
          id: desk.newId('copy'),
          recipientId,
          copy,
          hash,
          labelId,
        }),
      );
      await addCopies(client, id, copies, now);
      await planDeliveries(desk, deed, copies, 'copy');
      if (stored.supersedesId !== null) {
        await supersedeReport(desk, deed, stored.supersedesId, { labelId: stored.labelId, copies });
      }
      await setReportStatus(client, { id: reportId, status, changedAt: laterThan(stored.changedAt, now) });
      name('release', [id]);
      await nameRecipients(desk, deed, actor, { id, recipientIds: copies.map(({ recipientId }) => recipientId) });
      return { id, copies: copies.length };
    },
  });
}

/** Entries of their own say who got a copy: one could not hold them all. */
async function nameRecipients(
  desk: Desk,
  { client, now }: Deed,
  actor: Actor,
  { id, recipientIds }: { readonly id: string; readonly recipientIds: readonly string[] },
): Promise<void> {
  for (let at = 0; at < recipientIds.length; at += NAMED_AT_ONCE) {
    const readers = recipientIds.slice(at, at + NAMED_AT_ONCE).map((reader) => ({ noun: 'reader', id: reader }));
    const objects = [{ noun: 'release', id }, ...readers];
    const labels = await labelHashes(client, objects);
    const entry = entryAt(now, { actor: actor.id, action: 'copy-issue', outcome: 'done', objects, labels });
    await addEntry(client, { id: desk.newId('audit-entry'), entry }, now);
  }
}

function sourceGone(): Refusal {
  const message = 'A document that this report cites was deleted since; return it, and write it without.';
  return new Refusal('conflict', 'release-source-gone', message);
}

function before(): Refusal {
  const message = 'Some of these have a copy of this report already; leave them out.';
  return new Refusal('conflict', 'release-before', message);
}

function superseded(): Refusal {
  const message = 'A report that supersedes this one was released already.';
  return new Refusal('conflict', 'release-superseded', message);
}

function notForAll(names: readonly string[]): Refusal {
  const shown = names.slice(0, 10).join(', ');
  const more = names.length > 10 ? ` and ${names.length - 10} more` : '';
  const message = `These would get nothing of it, or not all parts together: ${shown}${more}. Leave them out, or change the marks.`;
  return new Refusal('conflict', 'release-not-for-all', message);
}
